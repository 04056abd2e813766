package io.phiscale.search.export;

import io.phiscale.protocol.dataset.DataSelection;
import io.phiscale.protocol.recipe.Recipe;
import io.phiscale.scaling.architecture.Cost;
import io.phiscale.scaling.baseline.Baseline;
import io.phiscale.scaling.candidate.CandidateStrategy;
import io.phiscale.scaling.candidate.Grid;
import io.phiscale.scaling.coefficient.Rounding;
import io.phiscale.scaling.selection.Objective;
import io.phiscale.specification.SearchSpecification;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a search asks, with every default filled in.
 *
 * @param baselineCost for one image
 * @param data null where the data set is not configured any more
 */
record Question(
        Baseline baseline,
        Cost baselineCost,
        Strategy strategy,
        RoundingRule rounding,
        Objective objective,
        Recipe recipe,
        List<Long> seeds,
        @Nullable DataSelection data,
        String engine) {

    static Question of(SearchRecords records) {
        SearchSpecification specification = records.specification();
        CandidateStrategy strategy = specification.strategy();
        return new Question(
                records.baseline(),
                records.baseline().architecture().cost(),
                new Strategy(strategy instanceof Grid ? "grid" : "simplex", strategy),
                RoundingRule.of(specification.rounding()),
                specification.objective(),
                specification.recipe(),
                specification.seeds(),
                records.data(),
                specification.engine());
    }

    record Strategy(String kind, CandidateStrategy settings) {}

    /** How scaled numbers became whole ones, in words as well: whoever rounds otherwise builds other networks. */
    record RoundingRule(int channelDivisor, int resolutionMultiple, String channels, String layers, String resolution) {

        static RoundingRule of(Rounding rounding) {
            int divisor = rounding.channelDivisor();
            int multiple = rounding.resolutionMultiple();
            return new RoundingRule(
                    divisor,
                    multiple,
                    ("the nearest multiple of %d, half up, at least %d, and never under 0.9 of the product;"
                                    + " a width of exactly 1 leaves channels as they are")
                            .formatted(divisor, divisor),
                    "the product, rounded up",
                    "the nearest pixel, half up"
                            + (multiple == 1 ? "" : ", then the nearest multiple of " + multiple + ", half up"));
        }
    }
}
