package io.phiscale.specification;

import io.phiscale.analysis.budget.Budget;
import io.phiscale.analysis.budget.Promotion;
import io.phiscale.analysis.budget.Rungs;
import io.phiscale.scaling.validation.InvalidValueException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How much a search trains.
 *
 * @param rungs epochs in all of each; the last takes the place of the recipe's
 * @param keep the share of candidates that go on to the next rung
 * @param least how many go on at least
 * @param mostSeeds of candidates that cannot be told apart
 */
record BudgetDocument(
        @Nullable List<Integer> rungs,
        @Nullable Double keep,
        @Nullable Integer least,
        @Nullable Promotion promotion,
        @Nullable Integer mostSeeds,
        @Nullable Double confidence) {
    static final BudgetDocument DEFAULT = new BudgetDocument(null, null, null, null, null, null);

    /**
     * @param epochs of the recipe, where the user gave any
     * @param otherwise epochs where nobody did
     */
    Budget budget(@Nullable Integer epochs, int otherwise, List<Long> seeds) {
        int most = Given.or(mostSeeds, seeds.size());
        if (confidence != null && most < 2) {
            throw new InvalidValueException(
                    "mostSeeds", most, "at least 2, where there is a confidence: one seed says nothing about noise");
        }
        return new Budget(chosen(epochs, otherwise), seeds, most, Given.or(confidence, Budget.DEFAULT_CONFIDENCE));
    }

    private Rungs chosen(@Nullable Integer epochs, int otherwise) {
        if (rungs == null || rungs.size() < 2) {
            if (keep != null || least != null || promotion != null) {
                throw new InvalidValueException(
                        "rungs",
                        rungs == null ? "missing" : rungs,
                        "two or more, where there is keep, least or promotion");
            }
        }
        if (rungs == null) {
            return Rungs.single(Given.or(epochs, otherwise));
        }
        Rungs chosen = new Rungs(
                rungs,
                Given.or(keep, Rungs.DEFAULT_KEEP),
                Given.or(least, Rungs.DEFAULT_LEAST),
                Given.or(promotion, Promotion.CORRECTED));
        int last = chosen.epochs().get(chosen.last());
        if (epochs != null && epochs != last) {
            throw new InvalidValueException(
                    "rungs",
                    rungs,
                    "rungs that end with the recipe's %d epochs; or leave recipe.epochs out".formatted(epochs));
        }
        return chosen;
    }
}
