package io.phiscale.analysis.selection;

import io.phiscale.analysis.surface.SurfaceChoice;
import io.phiscale.scaling.candidate.Shares;
import io.phiscale.scaling.coefficient.Coefficients;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Which of the coefficients that build the chosen network stand for it. Trained, they are all the same; the ladder's larger
 * models are not.
 */
public enum CoefficientChoice {
    /** Whose product is nearest to the target, so that the ladder costs what it should; of equal ones, the middle. */
    TARGET("whose product is nearest to the target"),
    /** In the middle of all that build it. */
    CENTRE("in the middle of them"),
    /** Whose nominal shares of depth, width and resolution are nearest to the response surface's optimum. */
    OPTIMUM("nearest to the response surface's optimum");

    private static final double SAME_PRODUCT = 1e-9;

    private final String inWords;

    CoefficientChoice(String inWords) {
        this.inWords = inWords;
    }

    /** Such as "the ones in the middle of them". */
    String inWords(SurfaceChoice surface) {
        return possible(surface) == this
                ? "the ones " + inWords
                : "the ones %s, for want of a surface,".formatted(TARGET.inWords);
    }

    /** @param aliases that build the chosen network, at least one */
    Coefficients of(List<Coefficients> aliases, double target, SurfaceChoice surface) {
        CoefficientIntervals intervals = CoefficientIntervals.of(aliases);
        return switch (possible(surface)) {
            case TARGET -> nearestToTarget(aliases, intervals, target);
            case CENTRE -> nearest(aliases, intervals::distanceFromCentre);
            case OPTIMUM -> {
                Shares optimum = surface.surface().orElseThrow().optimum().shares();
                yield nearest(aliases, alias -> Shares.nominal(alias).squaredDistance(optimum));
            }
        };
    }

    /** Without a surface that is worth anything, there is no optimum to be near to. */
    private CoefficientChoice possible(SurfaceChoice surface) {
        boolean isUsable = surface.surface().isPresent() && surface.fallback().isEmpty();
        return this == OPTIMUM && !isUsable ? TARGET : this;
    }

    private static Coefficients nearestToTarget(
            List<Coefficients> aliases, CoefficientIntervals intervals, double target) {
        double nearest = aliases.stream()
                .mapToDouble(alias -> Math.abs(alias.product() - target))
                .min()
                .orElseThrow();
        return nearest(
                aliases.stream()
                        .filter(alias -> Math.abs(alias.product() - target) <= nearest + SAME_PRODUCT)
                        .toList(),
                intervals::distanceFromCentre);
    }

    private static Coefficients nearest(List<Coefficients> aliases, ToDoubleFunction<Coefficients> distance) {
        return aliases.stream().min(Comparator.comparingDouble(distance)).orElseThrow();
    }
}
