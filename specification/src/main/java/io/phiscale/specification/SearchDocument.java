package io.phiscale.specification;

import io.phiscale.protocol.trial.Labels;
import io.phiscale.scaling.coefficient.DepthRounding;
import io.phiscale.scaling.coefficient.Rounding;
import io.phiscale.scaling.ladder.Ladder;
import io.phiscale.scaling.selection.Objective;
import io.phiscale.scaling.validation.InvalidValueException;
import io.phiscale.scaling.validation.Require;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A search as a user writes it.
 *
 * @param resolution instead of the baseline's own, in pixels
 * @param deterministic whether trainings are to come to the same bits each time on a GPU, too
 * @param labels that a worker must have to train for it
 * @param ladder the phis of its models
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
        @Nullable ObjectiveDocument objective,
        @Nullable String engine,
        @Nullable String device,
        @Nullable String precision,
        @Nullable Boolean deterministic,
        @Nullable List<String> labels,
        @Nullable List<Double> ladder) {
    private static final int MOST_NAME = 200;
    private static final int MOST_SEEDS = 1_000;

    record DataDocument(
            @Nullable String name,
            @Nullable Integer trainingImages,
            @Nullable Integer validationImages,
            @Nullable Long splitSeed) {

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

        Rounding rounding() {
            return new Rounding(
                    Given.or(channelDivisor, Rounding.OFFICIAL.channelDivisor()),
                    Given.or(resolutionMultiple, Rounding.OFFICIAL.resolutionMultiple()),
                    Given.or(depth, Rounding.OFFICIAL.depth()),
                    Given.or(resolutionCap, Rounding.OFFICIAL.resolutionCap()));
        }
    }

    record ObjectiveDocument(@Nullable Kind kind, @Nullable Double exponent, @Nullable Double costTarget) {
        enum Kind {
            ACCURACY,
            REWARD
        }

        Objective objective() {
            if (kind != Kind.REWARD) {
                if (exponent != null || costTarget != null) {
                    throw new InvalidValueException(
                            "kind", "accuracy", "reward, where exponent or costTarget are given");
                }
                return Objective.ACCURACY;
            }
            return new Objective(
                    Given.or(exponent, Objective.PUBLISHED_EXPONENT),
                    Given.or(costTarget, Objective.ACCURACY.costTarget()));
        }
    }

    SearchSpecification specification() {
        if (baseline == null) {
            throw new InvalidValueException("baseline", "missing", "the name of a baseline, or a network");
        }
        if (dataset == null) {
            throw new InvalidValueException("dataset", "missing", "a mapping with the name of a data set");
        }
        BaselineChoice choice =
                baseline.network() == null ? baseline.choice() : Nested.read("baseline", baseline::choice);
        return new SearchSpecification(
                checkedName(Given.or(name, choice.baseline().name() + " on " + dataset.name())),
                resolution == null ? choice : choice.at(resolution),
                Nested.read("strategy", Given.or(strategy, StrategyDocument.DEFAULT)::strategy),
                rounding == null ? Rounding.OFFICIAL : Nested.read("rounding", rounding::rounding),
                Nested.read("dataset", dataset::choice),
                Nested.read("recipe", Given.or(recipe, RecipeDocument.DEFAULT)::choice),
                checkedSeeds(Given.or(seeds, List.of(1L))),
                objective == null ? Objective.ACCURACY : Nested.read("objective", objective::objective),
                PlatformChoice.of(engine, device, precision, Given.or(deterministic, false)),
                Labels.check("labels", Given.or(labels, List.of())),
                Given.or(ladder, Ladder.DEFAULT_PHIS));
    }

    private static String checkedName(String name) {
        Require.notBlank("name", name);
        Require.between("length of name", name.length(), 1, MOST_NAME);
        return name;
    }

    private static List<Long> checkedSeeds(List<Long> seeds) {
        if (seeds.isEmpty()
                || seeds.size() > MOST_SEEDS
                || seeds.stream().distinct().count() != seeds.size()) {
            throw new InvalidValueException("seeds", seeds, "1 to " + MOST_SEEDS + " different whole numbers");
        }
        return List.copyOf(seeds);
    }
}
