package io.phiscale.analysis.selection;

import io.phiscale.scaling.validation.Require;
import java.util.Locale;

/**
 * What makes one candidate better than another: validation accuracy, or the multi-objective reward
 * {@code accuracy · (cost / T)^w} of MnasNet and EfficientNet.
 *
 * @param exponent w, 0 for accuracy alone; −0.07 in the paper
 * @param costTarget T, in multiples of what the baseline costs
 * @param cost what the knee of a Pareto front goes by, too
 */
public record Objective(double exponent, double costTarget, CostIndicator cost) {
    public static final Objective ACCURACY = new Objective(0, 2, CostIndicator.MULTIPLY_ADDS);
    public static final double PUBLISHED_EXPONENT = -0.07;

    public Objective {
        // Plans from before there was a choice hold none.
        cost = cost == null ? CostIndicator.MULTIPLY_ADDS : cost;
        Require.between("exponent", exponent, -10, 0);
        Require.positive("costTarget", costTarget);
    }

    /** A difference of scores, with its unit. */
    public String inWords(double difference) {
        return exponent == 0
                ? String.format(Locale.ROOT, "%.2f points of top-1", 100 * difference)
                : String.format(Locale.ROOT, "%.4f of reward", difference);
    }

    /** @param costRatio in multiples of what the baseline costs, by the objective's indicator */
    public double score(double accuracy, double costRatio) {
        return exponent == 0 ? accuracy : accuracy * Math.pow(costRatio / costTarget, exponent);
    }
}
