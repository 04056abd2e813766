package io.phiscale.specification;

import io.phiscale.protocol.recipe.Augmentation;
import io.phiscale.protocol.recipe.Optimizer;
import io.phiscale.protocol.recipe.Recipe;
import io.phiscale.protocol.recipe.Regularization;
import io.phiscale.protocol.recipe.Schedule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The recipe, of which users write what differs from the default. */
record RecipeDocument(
        @Nullable Integer epochs,
        @Nullable Integer batchSize,
        @Nullable OptimizerDocument optimizer,
        @Nullable ScheduleDocument schedule,
        @Nullable RegularizationDocument regularization,
        @Nullable AugmentationDocument augmentation) {
    static final RecipeDocument DEFAULT = new RecipeDocument(null, null, null, null, null, null);

    /** With every value written out. */
    static RecipeDocument of(Recipe recipe) {
        Optimizer optimizer = recipe.optimizer();
        Schedule schedule = recipe.schedule();
        Regularization regularization = recipe.regularization();
        Augmentation augmentation = recipe.augmentation();
        return new RecipeDocument(
                recipe.epochs(),
                recipe.batchSize(),
                new OptimizerDocument(
                        optimizer.kind(),
                        optimizer.learningRate(),
                        optimizer.momentum(),
                        optimizer.decay(),
                        optimizer.epsilon(),
                        optimizer.weightDecay()),
                new ScheduleDocument(
                        schedule.kind(), schedule.warmupEpochs(), schedule.decayRate(), schedule.decayEpochs()),
                new RegularizationDocument(
                        regularization.dropout(), regularization.stochasticDepth(), regularization.labelSmoothing()),
                new AugmentationDocument(augmentation.flip(), augmentation.cropPadding()));
    }

    record OptimizerDocument(
            Optimizer.@Nullable Kind kind,
            @Nullable Double learningRate,
            @Nullable Double momentum,
            @Nullable Double decay,
            @Nullable Double epsilon,
            @Nullable Double weightDecay) {

        Optimizer optimizer() {
            Optimizer standard = Optimizer.DEFAULT;
            return new Optimizer(
                    Given.or(kind, standard.kind()),
                    Given.or(learningRate, standard.learningRate()),
                    Given.or(momentum, standard.momentum()),
                    Given.or(decay, standard.decay()),
                    Given.or(epsilon, standard.epsilon()),
                    Given.or(weightDecay, standard.weightDecay()));
        }
    }

    record ScheduleDocument(
            Schedule.@Nullable Kind kind,
            @Nullable Double warmupEpochs,
            @Nullable Double decayRate,
            @Nullable Double decayEpochs) {

        Schedule schedule() {
            Schedule standard = Schedule.DEFAULT;
            return new Schedule(
                    Given.or(kind, standard.kind()),
                    Given.or(warmupEpochs, standard.warmupEpochs()),
                    Given.or(decayRate, standard.decayRate()),
                    Given.or(decayEpochs, standard.decayEpochs()));
        }
    }

    record RegularizationDocument(
            @Nullable Double dropout, @Nullable Double stochasticDepth, @Nullable Double labelSmoothing) {

        Regularization regularization() {
            Regularization standard = Regularization.DEFAULT;
            return new Regularization(
                    Given.or(dropout, standard.dropout()),
                    Given.or(stochasticDepth, standard.stochasticDepth()),
                    Given.or(labelSmoothing, standard.labelSmoothing()));
        }
    }

    record AugmentationDocument(@Nullable Boolean flip, @Nullable Double cropPadding) {

        Augmentation augmentation() {
            Augmentation standard = Augmentation.DEFAULT;
            return new Augmentation(Given.or(flip, standard.flip()), Given.or(cropPadding, standard.cropPadding()));
        }
    }

    double warmupEpochs() {
        return schedule == null
                ? Schedule.DEFAULT.warmupEpochs()
                : Given.or(schedule.warmupEpochs(), Schedule.DEFAULT.warmupEpochs());
    }

    /** @param rungs epochs in all of each */
    RecipeChoice choice(List<Integer> rungs) {
        return new RecipeChoice(recipe(rungs), augmentation == null ? null : augmentation.flip);
    }

    private Recipe recipe(List<Integer> rungs) {
        Recipe recipe = new Recipe(
                rungs.get(rungs.size() - 1),
                Given.or(batchSize, Recipe.DEFAULT.batchSize()),
                optimizer == null ? Optimizer.DEFAULT : Nested.read("optimizer", optimizer::optimizer),
                schedule == null ? Schedule.DEFAULT : Nested.read("schedule", schedule::schedule),
                regularization == null
                        ? Regularization.DEFAULT
                        : Nested.read("regularization", regularization::regularization),
                augmentation == null ? Augmentation.DEFAULT : Nested.read("augmentation", augmentation::augmentation));
        // In stages it may not be allowed any more: the first of them must be longer than the warm-up.
        return recipe.inStages(rungs);
    }
}
