package io.phiscale.analysis.selection;

import io.phiscale.scaling.validation.Require;
import java.util.Locale;

/**
 * What makes one candidate better than another: validation accuracy, or the multi-objective reward
 * {@code accuracy · (cost / T)^w} of MnasNet and EfficientNet, where cost is multiply-adds over the baseline's.
 *
 * @param exponent w, 0 for accuracy alone; −0.07 in the paper
 * @param costTarget T, in multiples of the baseline's multiply-adds
 */
public record Objective(double exponent, double costTarget) {
    public static final Objective ACCURACY = new Objective(0, 2);
    public static final double PUBLISHED_EXPONENT = -0.07;

    public Objective {
        Require.between("exponent", exponent, -10, 0);
        Require.positive("costTarget", costTarget);
    }

    /** A difference of scores, with its unit. */
    public String inWords(double difference) {
        return exponent == 0
                ? String.format(Locale.ROOT, "%.2f points of top-1", 100 * difference)
                : String.format(Locale.ROOT, "%.4f of reward", difference);
    }

    public double score(double accuracy, double costRatio) {
        return exponent == 0 ? accuracy : accuracy * Math.pow(costRatio / costTarget, exponent);
    }
}
