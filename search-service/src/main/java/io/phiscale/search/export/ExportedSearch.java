package io.phiscale.search.export;

import io.phiscale.analysis.budget.Budget;
import io.phiscale.analysis.comparison.Comparison;
import io.phiscale.analysis.selection.Objective;
import io.phiscale.analysis.selection.Ranked;
import io.phiscale.protocol.dataset.DataSelection;
import io.phiscale.protocol.dataset.DataSetFacts;
import io.phiscale.protocol.recipe.Recipe;
import io.phiscale.scaling.architecture.Cost;
import io.phiscale.scaling.baseline.Baseline;
import io.phiscale.scaling.candidate.Candidate;
import io.phiscale.scaling.candidate.CandidateStrategy;
import io.phiscale.scaling.candidate.Shares;
import io.phiscale.scaling.coefficient.Coefficients;
import io.phiscale.scaling.coefficient.Rounding;
import io.phiscale.search.search.SearchState;
import io.phiscale.search.selection.ControlView;
import io.phiscale.search.selection.LadderView;
import io.phiscale.search.selection.SelectionView;
import io.phiscale.search.selection.SpreadView;
import io.phiscale.search.training.Training;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The exported document. Others build on it: fields may be added, never renamed.
 *
 * @param exportedAt when this was written
 * @param answer null until the search is done
 * @param ranking all candidates with a result so far, the best first
 * @param ladder null until the search is done; each model with its resolved stages, so that no rounding is left to the reader
 */
record ExportedSearch(
        String format,
        Instant exportedAt,
        About search,
        @Nullable Answer answer,
        Method method,
        Provenance provenance,
        List<Place> ranking,
        @Nullable List<LadderView.Model> ladder,
        List<String> warnings) {
    static final String FORMAT = "phiscale-search-1";
    static final String ROUNDING_RULE = "channels · width to the nearest multiple of channelDivisor (half up), at least"
            + " channelDivisor, one step up where under 0.9 of the product; layers · depth rounded up, or to the nearest where depth is NEAREST (half up); resolution to the"
            + " nearest pixel (half up), then to the nearest multiple of resolutionMultiple, at most resolutionCap";

    /**
     * @param error how it ended, where that was not as it should
     * @param specification as it was submitted
     */
    record About(
            long id,
            String name,
            SearchState state,
            Instant createdAt,
            @Nullable Instant endedAt,
            @Nullable String error,
            String specification) {}

    /**
     * @param aliases all coefficients that build the winner
     * @param winner its fingerprint
     * @param comparison of all candidates of the last rung; null in searches from before there was one
     * @param agreements between each two rungs
     * @param controls how far the winner is ahead of each
     * @param spreads what the ladder's models could be as well
     */
    record Answer(
            Coefficients coefficients,
            SelectionView.Intervals intervals,
            List<Coefficients> aliases,
            String winner,
            boolean separated,
            String explanation,
            @Nullable Comparison comparison,
            List<SelectionView.Agreement> agreements,
            List<ControlView> controls,
            List<SpreadView> spreads) {}

    record Method(
            Baseline baseline,
            Rounding rounding,
            String roundingRule,
            CandidateStrategy strategy,
            Objective objective) {}

    /** @param seeds of every candidate
     * @param trainings what the trainers said of themselves: every value that any of them gave, by its name */
    record Provenance(
            DataSetFacts dataset,
            DataSelection split,
            Recipe recipe,
            List<Long> seeds,
            Budget budget,
            Map<String, List<String>> trainings) {}

    /**
     * A candidate's place in the ranking.
     *
     * @param costRatio realised multiply-adds over the baseline's
     * @param top1 mean over seeds, on the validation split
     * @param top1PerSeed in the order of the seeds that have a result
     * @param deviation over seeds; null for a single one
     * @param score by the search's objective
     * @param rung the highest that it came to, from 0: accuracies of different ones cannot be compared
     * @param contender whether it may be the best for all that is known
     * @param shares of its growth that are spent on depth, width and resolution, from 0 to 1
     * @param trainings all of them, at every rung
     */
    record Place(
            String fingerprint,
            List<Coefficients> aliases,
            int resolution,
            Cost cost,
            double costRatio,
            double top1,
            List<Double> top1PerSeed,
            @Nullable Double deviation,
            int seeds,
            double score,
            int rung,
            boolean contender,
            Shares shares,
            List<Trained> trainings) {

        static Place of(Ranked ranked, Shares shares, List<Training> trainings) {
            Candidate candidate = ranked.candidate();
            return new Place(
                    candidate.fingerprint(),
                    candidate.aliases(),
                    candidate.architecture().resolution(),
                    candidate.cost(),
                    candidate.costRatio(),
                    ranked.meanTop1(),
                    ranked.top1(),
                    Double.isNaN(ranked.deviation()) ? null : ranked.deviation(),
                    ranked.seeds(),
                    ranked.score(),
                    ranked.rung(),
                    ranked.isContender(),
                    shares,
                    trainings.stream().map(Trained::of).toList());
        }
    }

    /**
     * One training.
     *
     * @param epochs in all, with those of the rungs that it went on from
     * @param top1 on the validation split; 0 where it diverged
     */
    record Trained(int rung, int epochs, long seed, double top1, boolean diverged) {
        static Trained of(Training training) {
            return new Trained(
                    training.rung(), training.epochs(), training.seed(), training.top1(), training.diverged());
        }
    }
}
