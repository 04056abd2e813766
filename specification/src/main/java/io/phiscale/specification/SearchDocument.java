package io.phiscale.specification;

import io.phiscale.analysis.budget.Budget;
import io.phiscale.analysis.selection.CoefficientChoice;
import io.phiscale.analysis.selection.CostIndicator;
import io.phiscale.analysis.selection.Objective;
import io.phiscale.analysis.selection.SelectionRule;
import io.phiscale.protocol.dataset.DataSelection;
import io.phiscale.protocol.recipe.Recipe;
import io.phiscale.protocol.trial.Labels;
import io.phiscale.scaling.baseline.Baseline;
import io.phiscale.scaling.coefficient.DepthRounding;
import io.phiscale.scaling.coefficient.Rounding;
import io.phiscale.scaling.ladder.Ladder;
import io.phiscale.scaling.validation.InvalidValueException;
import io.phiscale.scaling.validation.Require;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A search as a user writes it.
 *
 * @param resolution instead of the baseline's own, in pixels
 * @param deterministic whether trainings are to come to the same bits each time on a GPU, too
 * @param controls whether networks are trained that compound scaling is held against
 * @param labels that a worker must have to train for it
 * @param ladder the phis of its models
 * @param follows the number of the search that this one checks or refines
 */
record SearchDocument(
        @Nullable String name,
        @Nullable BaselineDocument baseline,
        @Nullable Integer resolution,
        @Nullable StrategyDocument strategy,
        @Nullable RoundingDocument rounding,
        @Nullable DataDocument dataset,
        @Nullable RecipeDocument recipe,
        @Nullable List<Long> seeds,
        @Nullable BudgetDocument budget,
        @Nullable LimitDocument limit,
        @Nullable Boolean controls,
        @Nullable ObjectiveDocument objective,
        @Nullable String engine,
        @Nullable String device,
        @Nullable String precision,
        @Nullable Boolean deterministic,
        @Nullable List<String> labels,
        @Nullable List<Double> ladder,
        @Nullable Long follows) {
    static final int MOST_NAME = 200;

    record DataDocument(
            @Nullable String name,
            @Nullable Integer trainingImages,
            @Nullable Integer validationImages,
            @Nullable Long splitSeed) {

        static DataDocument of(DataSelection data) {
            return new DataDocument(data.name(), data.trainingImages(), data.validationImages(), data.splitSeed());
        }

        DataChoice choice() {
            if (name == null) {
                throw new InvalidValueException("name", "missing", "the name of a data set, such as fashion-mnist");
            }
            return new DataChoice(name, trainingImages, validationImages, Given.or(splitSeed, 1L));
        }
    }

    record RoundingDocument(
            @Nullable Integer channelDivisor,
            @Nullable Integer resolutionMultiple,
            @Nullable DepthRounding depth,
            @Nullable Integer resolutionCap) {

        static RoundingDocument of(Rounding rounding) {
            return new RoundingDocument(
                    rounding.channelDivisor(),
                    rounding.resolutionMultiple(),
                    rounding.depth(),
                    rounding.resolutionCap());
        }

        Rounding rounding() {
            return new Rounding(
                    Given.or(channelDivisor, Rounding.OFFICIAL.channelDivisor()),
                    Given.or(resolutionMultiple, Rounding.OFFICIAL.resolutionMultiple()),
                    Given.or(depth, Rounding.OFFICIAL.depth()),
                    Given.or(resolutionCap, Rounding.OFFICIAL.resolutionCap()));
        }
    }

    record LimitDocument(@Nullable Double hours, @Nullable Double price, @Nullable Long images) {
        static @Nullable LimitDocument of(CostLimit limit) {
            return limit.isNone() ? null : new LimitDocument(limit.hours(), limit.price(), limit.images());
        }

        CostLimit limit() {
            return new CostLimit(hours, price, images);
        }
    }

    /** @param cost of reward and knee */
    record ObjectiveDocument(
            @Nullable Kind kind,
            @Nullable Double exponent,
            @Nullable Double costTarget,
            @Nullable String cost,
            @Nullable SelectionRule select,
            @Nullable CoefficientChoice coefficients) {
        enum Kind {
            ACCURACY,
            REWARD
        }

        static ObjectiveDocument of(Objective objective, SelectionRule rule, CoefficientChoice coefficients) {
            boolean isReward = objective.exponent() != 0;
            return new ObjectiveDocument(
                    isReward ? Kind.REWARD : Kind.ACCURACY,
                    isReward ? objective.exponent() : null,
                    isReward ? objective.costTarget() : null,
                    isReward || rule == SelectionRule.KNEE ? objective.cost().inWords() : null,
                    rule,
                    coefficients);
        }

        Objective objective() {
            boolean isReward = kind == Kind.REWARD;
            if (!isReward && (exponent != null || costTarget != null)) {
                throw new InvalidValueException("kind", "accuracy", "reward, where exponent or costTarget are given");
            }
            if (!isReward && select != SelectionRule.KNEE && cost != null) {
                throw new InvalidValueException(
                        "cost", cost, "none, where neither kind: reward nor select: knee ask for one");
            }
            return new Objective(
                    isReward ? Given.or(exponent, Objective.PUBLISHED_EXPONENT) : 0,
                    Given.or(costTarget, Objective.ACCURACY.costTarget()),
                    cost == null ? CostIndicator.MULTIPLY_ADDS : indicator(cost));
        }

        private static CostIndicator indicator(String word) {
            return Arrays.stream(CostIndicator.values())
                    .filter(one -> one.inWords().equals(word))
                    .findFirst()
                    .orElseThrow(() -> new InvalidValueException(
                            "cost",
                            word,
                            Arrays.stream(CostIndicator.values())
                                    .map(CostIndicator::inWords)
                                    .collect(Collectors.joining(", "))));
        }
    }

    /**
     * With every value written out, those included that the data set and the coordinator chose; but for the search that it
     * follows, which changes nothing, and need not be there where it is run again.
     */
    static SearchDocument of(SearchPlan plan) {
        SearchSpecification specification = plan.specification();
        Baseline baseline = plan.scaler().baseline();
        return new SearchDocument(
                specification.name(),
                BaselineDocument.of(baseline),
                baseline.architecture().resolution(),
                StrategyDocument.of(specification.strategy()),
                RoundingDocument.of(plan.scaler().rounding()),
                DataDocument.of(plan.data()),
                RecipeDocument.of(plan.recipe()),
                specification.budget().seeds(),
                BudgetDocument.of(specification.budget()),
                LimitDocument.of(specification.limit()),
                specification.controls(),
                ObjectiveDocument.of(specification.objective(), specification.rule(), specification.coefficients()),
                plan.platform().engine(),
                plan.platform().device().id(),
                plan.platform().numerics().precision().id(),
                plan.platform().numerics().deterministic(),
                specification.labels(),
                specification.ladder(),
                null);
    }

    /** With the same data, recipe and platform, but without a limit of cost, which was for the other search. */
    SearchDocument followedBy(
            long search,
            String itsName,
            StrategyDocument itsStrategy,
            List<Long> itsSeeds,
            @Nullable BudgetDocument itsBudget) {
        return new SearchDocument(
                itsName,
                baseline,
                resolution,
                itsStrategy,
                rounding,
                dataset,
                recipe,
                itsSeeds,
                itsBudget,
                null,
                true,
                objective,
                engine,
                device,
                precision,
                deterministic,
                labels,
                ladder,
                search);
    }

    SearchSpecification specification() {
        if (baseline == null) {
            throw new InvalidValueException("baseline", "missing", "the name of a baseline, or a network");
        }
        if (dataset == null) {
            throw new InvalidValueException("dataset", "missing", "a mapping with the name of a data set");
        }
        RecipeDocument recipes = Given.or(recipe, RecipeDocument.DEFAULT);
        Budget budgeted = budget(recipes);
        Objective aim = objective == null ? Objective.ACCURACY : Nested.read("objective", objective::objective);
        if (budgeted.medianAfter() != null && aim.exponent() != 0) {
            throw new InvalidValueException(
                    "budget.medianAfter",
                    budgeted.medianAfter(),
                    "nothing with objective.kind: reward, for the median is of accuracies, and would end what is good by the"
                            + " reward");
        }
        BaselineChoice choice =
                baseline.network() == null ? baseline.choice() : Nested.read("baseline", baseline::choice);
        return new SearchSpecification(
                checkedName(Given.or(name, choice.baseline().name() + " on " + dataset.name())),
                resolution == null ? choice : choice.at(resolution),
                Nested.read("strategy", Given.or(strategy, StrategyDocument.DEFAULT)::strategy),
                rounding == null ? Rounding.OFFICIAL : Nested.read("rounding", rounding::rounding),
                Nested.read("dataset", dataset::choice),
                Nested.read("recipe", () -> recipes.choice(budgeted.rungs().epochs())),
                budgeted,
                limit == null ? CostLimit.NONE : Nested.read("limit", limit::limit),
                Given.or(controls, true),
                aim,
                objective == null ? SelectionRule.SURFACE : Given.or(objective.select(), SelectionRule.SURFACE),
                objective == null
                        ? CoefficientChoice.TARGET
                        : Given.or(objective.coefficients(), CoefficientChoice.TARGET),
                PlatformChoice.of(engine, device, precision, Given.or(deterministic, false)),
                Labels.check("labels", Given.or(labels, List.of())),
                Given.or(ladder, Ladder.DEFAULT_PHIS),
                follows);
    }

    private Budget budget(RecipeDocument recipes) {
        List<Long> given = Given.or(seeds, List.of(1L));
        Budget.checkSeeds(given);
        if (recipes.epochs() != null) {
            Require.between("recipe.epochs", recipes.epochs(), 1, Recipe.MOST_EPOCHS);
        }
        if (budget == null) {
            return Budget.same(Given.or(recipes.epochs(), recipes.usualEpochs()), given);
        }
        return Nested.read(
                "budget", () -> budget.budget(recipes.epochs(), recipes.usualEpochs(), recipes.warmupEpochs(), given));
    }

    private static String checkedName(String name) {
        Require.notBlank("name", name);
        Require.between("length of name", name.length(), 1, MOST_NAME);
        return name;
    }
}
