package io.phiscale.analysis.selection;

import io.phiscale.analysis.surface.Observation;
import io.phiscale.analysis.surface.SurfaceChoice;
import io.phiscale.scaling.candidate.CandidateStrategy;
import io.phiscale.scaling.coefficient.Coefficients;
import java.util.Comparator;
import java.util.List;

/**
 * The answer of a search: the candidates from best to worst, the one that is chosen, and the coefficients that stand for
 * it.
 *
 * @param winner by the search's rule, which need not be the first of the ranking
 * @param coefficients of the winner's aliases, the one whose product is nearest to the target; where several are
 *     equally near, the one nearest to the middle of them all. The ladder extrapolates from these
 * @param intervals of all coefficients that build the winner, and so would have been as right
 * @param surface whatever the rule, where one could be fitted
 * @param explanation a few sentences for the user
 */
public record Selection(
        Ranking ranking,
        Ranked winner,
        Coefficients coefficients,
        CoefficientIntervals intervals,
        SurfaceChoice surface,
        String explanation) {
    private static final double SAME_PRODUCT = 1e-9;

    /**
     * @param observations of every candidate at every rung
     * @param strategy that found the candidates
     * @param confidence that the user asked for: of all looks together
     */
    public static Selection of(
            Ranking ranking,
            List<Observation> observations,
            SelectionRule rule,
            Objective objective,
            CandidateStrategy strategy,
            double confidence) {
        SurfaceChoice surface = SurfaceChoice.of(observations, ranking.comparison());
        Ranked winner =
                switch (rule) {
                    case MEASURED -> ranking.best();
                    case SURFACE -> ranking.of(surface.candidate());
                    case KNEE -> Knee.of(ranking.finalists());
                };
        List<Coefficients> aliases = winner.candidate().aliases();
        CoefficientIntervals intervals = CoefficientIntervals.of(aliases);
        return new Selection(
                ranking,
                winner,
                representative(aliases, intervals, strategy.target()),
                intervals,
                surface,
                new Verdict(ranking, objective, confidence).inWords(winner, rule, surface)
                        + aliasSentence(aliases.size()));
    }

    /** Whether the winner is the best measured, and all others are behind it by more than chance would do. */
    public boolean isSeparated() {
        return winner.equals(ranking.best()) && ranking.isSeparated();
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
