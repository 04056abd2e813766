package io.phiscale.analysis.selection;

import io.phiscale.scaling.candidate.Range;
import io.phiscale.scaling.coefficient.Coefficients;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** The span of the coefficients that build one architecture: rounding makes them all the same network. */
public record CoefficientIntervals(Range alpha, Range beta, Range gamma) {

    /** @param aliases not empty */
    public static CoefficientIntervals of(List<Coefficients> aliases) {
        return new CoefficientIntervals(
                span(aliases, Coefficients::alpha),
                span(aliases, Coefficients::beta),
                span(aliases, Coefficients::gamma));
    }

    private static Range span(List<Coefficients> aliases, ToDoubleFunction<Coefficients> coefficient) {
        var values = aliases.stream().mapToDouble(coefficient).summaryStatistics();
        return new Range(values.getMin(), values.getMax());
    }

    /** Squared distance from the middle of all three intervals. */
    double distanceFromCentre(Coefficients coefficients) {
        return square(coefficients.alpha() - centre(alpha))
                + square(coefficients.beta() - centre(beta))
                + square(coefficients.gamma() - centre(gamma));
    }

    private static double centre(Range range) {
        return (range.least() + range.most()) / 2;
    }

    private static double square(double number) {
        return number * number;
    }
}
