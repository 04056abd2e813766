package io.phiscale.specification;

import io.phiscale.analysis.budget.Budget;
import io.phiscale.analysis.budget.Promotion;
import io.phiscale.analysis.budget.Rungs;
import io.phiscale.scaling.validation.InvalidValueException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How much a search trains, for those who do not want everything trained as long as everything else.
 *
 * @param rungs epochs in all of each; the last takes the place of the recipe's. Where there are none, a ninth of the
 *     recipe's epochs and all of them
 * @param keep the share of candidates that go on to the next rung
 * @param least how many go on at least
 * @param mostSeeds of candidates that cannot be told apart
 * @param medianAfter the share of a rung's epochs after which those below the median are ended
 */
record BudgetDocument(
        @Nullable List<Integer> rungs,
        @Nullable Double keep,
        @Nullable Integer least,
        @Nullable Promotion promotion,
        @Nullable Integer mostSeeds,
        @Nullable Double confidence,
        @Nullable Double medianAfter) {
    /** Chosen by {@code phiscale simulate}: the first rung is so much shorter than the last. */
    private static final double FIRST_RUNG = 1 / 9.0;

    private static final int DEFAULT_MOST_SEEDS = 3;

    /** Of rungs, and of seeds beyond those that every candidate gets: what a search without either leaves out is left out. */
    static @Nullable BudgetDocument of(Budget budget) {
        Rungs rungs = budget.rungs();
        if (budget.equals(Budget.same(rungs.epochs().get(rungs.last()), budget.seeds()))) {
            return null;
        }
        boolean isOne = rungs.last() == 0;
        return new BudgetDocument(
                rungs.epochs(),
                isOne ? null : rungs.keep(),
                isOne ? null : rungs.least(),
                isOne ? null : rungs.promotion(),
                budget.mostSeeds(),
                budget.mostSeeds() < 2 ? null : budget.confidence(),
                budget.medianAfter());
    }

    /**
     * @param epochs of the recipe, where the user gave any
     * @param otherwise epochs where nobody did
     * @param warmup in epochs, which the first rung has to be longer than
     */
    Budget budget(@Nullable Integer epochs, int otherwise, double warmup, List<Long> seeds) {
        int most = Given.or(mostSeeds, Math.max(DEFAULT_MOST_SEEDS, seeds.size()));
        if (confidence != null && most < 2) {
            throw new InvalidValueException(
                    "mostSeeds", most, "at least 2, where there is a confidence: one seed says nothing about noise");
        }
        List<Integer> stages = rungs == null ? usual(Given.or(epochs, otherwise), warmup) : rungs;
        if (stages.size() < 2 && (keep != null || least != null || promotion != null)) {
            throw new InvalidValueException("rungs", stages, "two or more, where there is keep, least or promotion");
        }
        Rungs chosen = new Rungs(
                stages,
                Given.or(keep, Rungs.DEFAULT_KEEP),
                Given.or(least, Rungs.DEFAULT_LEAST),
                Given.or(promotion, Promotion.CORRECTED));
        int last = chosen.epochs().get(chosen.last());
        if (epochs != null && epochs != last) {
            throw new InvalidValueException(
                    "rungs",
                    stages,
                    "rungs that end with the recipe's %d epochs; or leave recipe.epochs out".formatted(epochs));
        }
        return new Budget(chosen, seeds, most, Given.or(confidence, Budget.DEFAULT_CONFIDENCE), medianAfter);
    }

    private static List<Integer> usual(int epochs, double warmup) {
        int share = (int) Math.round(epochs * FIRST_RUNG);
        int first = Math.max(Math.max(1, share), (int) warmup + 1);
        return first < epochs ? List.of(first, epochs) : List.of(epochs);
    }
}
