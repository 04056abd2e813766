package io.phiscale.analysis.selection;

import io.phiscale.scaling.candidate.CandidateStrategy;
import io.phiscale.scaling.coefficient.Coefficients;
import java.util.Comparator;
import java.util.List;

/**
 * The answer of a search: the candidates from best to worst, and the coefficients that stand for the best one.
 *
 * @param coefficients of the winner's aliases, the one whose product is nearest to the target; where several are
 *     equally near, the one nearest to the middle of them all. The ladder extrapolates from these
 * @param intervals of all coefficients that build the winner, and so would have been as right
 * @param explanation a few sentences for the user
 */
public record Selection(
        Ranking ranking, Coefficients coefficients, CoefficientIntervals intervals, String explanation) {
    private static final double SAME_PRODUCT = 1e-9;

    /** @param strategy that found the candidates */
    public static Selection of(Ranking ranking, Objective objective, CandidateStrategy strategy) {
        List<Coefficients> aliases = ranking.winner().candidate().aliases();
        CoefficientIntervals intervals = CoefficientIntervals.of(aliases);
        return new Selection(
                ranking,
                representative(aliases, intervals, strategy.target()),
                intervals,
                new Verdict(ranking, objective).inWords() + aliasSentence(aliases.size()));
    }

    public Ranked winner() {
        return ranking.winner();
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
