package io.phiscale.scaling.candidate;

import io.phiscale.scaling.coefficient.Coefficients;
import io.phiscale.scaling.validation.InvalidValueException;
import io.phiscale.scaling.validation.Require;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Every point of a regular grid whose product is within a tolerance of the target (Tan and Le, step 1).
 *
 * @param step between neighbours, the same for all three
 * @param tolerance at most this far from the target. The paper's own answer for B0, (1.2, 1.1, 1.15), has a product of
 *     1.9203, so that 0.05 would miss it
 */
public record Grid(Range alpha, Range beta, Range gamma, double step, double target, double tolerance, double phi)
        implements CoefficientStrategy {
    public static final Grid DEFAULT = new Grid(new Range(1, 2), new Range(1, 1.5), new Range(1, 1.5), 0.05, 2, 0.1, 1);
    private static final double LEAST_STEP = 0.001;
    private static final long MOST_POINTS = 50_000_000;
    /** Sums of steps are not exact in binary: a product that is meant to lie on the border counts as inside. */
    private static final double SLACK = 1e-9;

    public Grid {
        Require.between("step", step, LEAST_STEP, 1);
        Require.between("target", target, 1, 1_000);
        Require.between("tolerance", tolerance, 0, 1_000);
        Require.between("phi", phi, 0.01, 10);
        double points = (double) count(alpha, step) * count(beta, step) * count(gamma, step);
        if (points > MOST_POINTS) {
            throw new InvalidValueException(
                    "step",
                    step,
                    "a step or ranges that give at most %,d points; these give %,.0f".formatted(MOST_POINTS, points));
        }
    }

    @Override
    public List<Coefficients> enumerate() {
        List<Coefficients> found = new ArrayList<>();
        Nearest nearest = new Nearest(target);
        for (double depth : values(alpha)) {
            for (double width : values(beta)) {
                for (double resolution : values(gamma)) {
                    double product = depth * width * width * resolution * resolution;
                    nearest.offer(product);
                    if (Math.abs(product - target) <= tolerance + SLACK) {
                        found.add(new Coefficients(depth, width, resolution));
                    }
                }
            }
            if (found.size() > MOST_COEFFICIENTS) {
                throw new InvalidValueException(
                        "step", step, "a larger step: this one gives more than %,d".formatted(MOST_COEFFICIENTS));
            }
        }
        if (found.isEmpty()) {
            throw new InvalidValueException(
                    "tolerance",
                    tolerance,
                    String.format(
                            Locale.ROOT,
                            "at least %s: no point of the grid has a product nearer to %s than %.4f",
                            roundedUp(Math.abs(nearest.product - target)),
                            target,
                            nearest.product));
        }
        return List.copyOf(found);
    }

    /** What is suggested must do. */
    private static String roundedUp(double distance) {
        return BigDecimal.valueOf(distance).setScale(4, RoundingMode.CEILING).toPlainString();
    }

    private double[] values(Range range) {
        double[] values = new double[count(range, step)];
        for (int i = 0; i < values.length; i++) {
            values[i] = Math.round((range.least() + i * step) * 1e9) / 1e9;
        }
        return values;
    }

    private static int count(Range range, double step) {
        return (int) Math.floor((range.most() - range.least()) / step + SLACK) + 1;
    }

    private static final class Nearest {
        private final double target;
        private double product = Double.NaN;

        Nearest(double target) {
            this.target = target;
        }

        void offer(double candidate) {
            if (!(Math.abs(candidate - target) >= Math.abs(product - target))) {
                product = candidate;
            }
        }
    }
}
