package io.phiscale.scaling.selection;

import io.phiscale.scaling.candidate.CandidateStrategy;
import io.phiscale.scaling.coefficient.Coefficients;
import io.phiscale.scaling.validation.InvalidValueException;
import java.util.Comparator;
import java.util.List;

/**
 * The answer of a search: the candidates from best to worst, and the coefficients that stand for the best one.
 *
 * @param coefficients of the winner's aliases, the one whose product is nearest to the target; where several are
 *     equally near, the one nearest to the middle of them all. The ladder extrapolates from these
 * @param intervals of all coefficients that build the winner, and so would have been as right
 * @param separated whether the winner's score exceeds the runner-up's by more than twice the standard error; false
 *     where seeds are too few to say
 * @param explanation one or two sentences for the user
 */
public record Selection(
        List<Ranked> ranking,
        Coefficients coefficients,
        CoefficientIntervals intervals,
        boolean separated,
        String explanation) {
    private static final double SAME_PRODUCT = 1e-9;

    public Selection {
        ranking = List.copyOf(ranking);
    }

    /** @param measurements of all candidates that were trained, at least one */
    public static Selection select(List<Measurement> measurements, Objective objective, CandidateStrategy strategy) {
        if (measurements.isEmpty()) {
            throw new InvalidValueException("measurements", "none", "at least one trained candidate");
        }
        List<Ranked> ranking = measurements.stream()
                .map(measurement -> Ranked.of(measurement, objective))
                // A tie goes to the cheaper network.
                .sorted(Comparator.comparingDouble(Ranked::score).reversed().thenComparing(ranked -> ranked.candidate()
                        .costRatio()))
                .toList();
        List<Coefficients> aliases = ranking.get(0).candidate().aliases();
        CoefficientIntervals intervals = CoefficientIntervals.of(aliases);
        Lead lead = Lead.of(ranking, objective);
        return new Selection(
                ranking,
                representative(aliases, intervals, strategy.target()),
                intervals,
                lead.separated(),
                lead.explanation() + aliasSentence(aliases.size()));
    }

    public Ranked winner() {
        return ranking.get(0);
    }

    private static Coefficients representative(
            List<Coefficients> aliases, CoefficientIntervals intervals, double target) {
        double nearest = aliases.stream()
                .mapToDouble(alias -> Math.abs(alias.product() - target))
                .min()
                .orElseThrow();
        return aliases.stream()
                .filter(alias -> Math.abs(alias.product() - target) <= nearest + SAME_PRODUCT)
                .min(Comparator.comparingDouble(intervals::distanceFromCentre))
                .orElseThrow();
    }

    private static String aliasSentence(int aliases) {
        return aliases == 1
                ? ""
                : " %d coefficients build this network; the ones whose product is nearest to the target stand for it."
                        .formatted(aliases);
    }
}
