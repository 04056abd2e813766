package io.phiscale.analysis.selection;

import io.phiscale.analysis.surface.Observation;
import io.phiscale.analysis.surface.SurfaceChoice;
import io.phiscale.scaling.candidate.CandidateStrategy;
import io.phiscale.scaling.coefficient.Coefficients;
import java.util.List;

/**
 * The answer of a search: the candidates from best to worst, the one that is chosen, and the coefficients that stand for
 * it.
 *
 * @param winner by the search's rule, which need not be the first of the ranking
 * @param coefficients of the winner's aliases, those that stand for it: the ladder extrapolates from these
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
    /**
     * @param observations of every candidate at every rung
     * @param choice of the coefficients that stand for the winner
     * @param strategy that found the candidates
     * @param confidence that the user asked for: of all looks together
     */
    public static Selection of(
            Ranking ranking,
            List<Observation> observations,
            SelectionRule rule,
            CoefficientChoice choice,
            Objective objective,
            CandidateStrategy strategy,
            double confidence) {
        SurfaceChoice surface = SurfaceChoice.of(observations, ranking.comparison());
        Ranked winner =
                switch (rule) {
                    case MEASURED -> ranking.best();
                    case SURFACE -> ranking.of(surface.candidate());
                    case KNEE -> Knee.of(ranking.finalists()).orElse(ranking.best());
                };
        List<Coefficients> aliases = winner.candidate().aliases();
        return new Selection(
                ranking,
                winner,
                choice.of(aliases, strategy.product(), surface),
                CoefficientIntervals.of(aliases),
                surface,
                new Verdict(ranking, objective, confidence).inWords(winner, rule, surface)
                        + aliasSentence(aliases.size(), choice.inWords(surface)));
    }

    /** Whether the winner is the best measured, and all others are behind it by more than chance would do. */
    public boolean isSeparated() {
        return winner.equals(ranking.best()) && ranking.isSeparated();
    }

    private static String aliasSentence(int aliases, String chosen) {
        return aliases == 1 ? "" : " %d coefficients build this network; %s stand for it.".formatted(aliases, chosen);
    }
}
