package io.phiscale.specification;

import io.phiscale.protocol.recipe.Augmentation;
import io.phiscale.protocol.recipe.Optimizer;
import io.phiscale.protocol.recipe.RandAugment;
import io.phiscale.protocol.recipe.Recipe;
import io.phiscale.protocol.recipe.Regularization;
import io.phiscale.protocol.recipe.Schedule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The recipe, of which users write what differs from the preset.
 *
 * @param preset {@link RecipePreset#STANDARD} where it is left out
 */
record RecipeDocument(
        @Nullable RecipePreset preset,
        @Nullable Integer epochs,
        @Nullable Integer batchSize,
        @Nullable OptimizerDocument optimizer,
        @Nullable ScheduleDocument schedule,
        @Nullable RegularizationDocument regularization,
        @Nullable AugmentationDocument augmentation) {
    static final RecipeDocument DEFAULT = new RecipeDocument(null, null, null, null, null, null, null);

    /** With every value written out. */
    static RecipeDocument of(Recipe recipe) {
        Optimizer optimizer = recipe.optimizer();
        Schedule schedule = recipe.schedule();
        Regularization regularization = recipe.regularization();
        Augmentation augmentation = recipe.augmentation();
        return new RecipeDocument(
                null,
                recipe.epochs(),
                recipe.batchSize(),
                new OptimizerDocument(
                        optimizer.kind(),
                        optimizer.learningRate(),
                        optimizer.momentum(),
                        optimizer.decay(),
                        optimizer.epsilon(),
                        optimizer.weightDecay(),
                        optimizer.weightAveraging()),
                new ScheduleDocument(
                        schedule.kind(), schedule.warmupEpochs(), schedule.decayRate(), schedule.decayEpochs()),
                new RegularizationDocument(
                        regularization.dropout(), regularization.stochasticDepth(), regularization.labelSmoothing()),
                new AugmentationDocument(
                        augmentation.flip(),
                        augmentation.cropPadding(),
                        new RandAugmentDocument(
                                augmentation.randAugment().operations(),
                                augmentation.randAugment().magnitude())));
    }

    record OptimizerDocument(
            Optimizer.@Nullable Kind kind,
            @Nullable Double learningRate,
            @Nullable Double momentum,
            @Nullable Double decay,
            @Nullable Double epsilon,
            @Nullable Double weightDecay,
            @Nullable Double weightAveraging) {
        static final OptimizerDocument DEFAULT = new OptimizerDocument(null, null, null, null, null, null, null);

        Optimizer optimizer(Optimizer standard, double usualRate) {
            return new Optimizer(
                    Given.or(kind, standard.kind()),
                    Given.or(learningRate, usualRate),
                    Given.or(momentum, standard.momentum()),
                    Given.or(decay, standard.decay()),
                    Given.or(epsilon, standard.epsilon()),
                    Given.or(weightDecay, standard.weightDecay()),
                    Given.or(weightAveraging, standard.weightAveraging()));
        }
    }

    record ScheduleDocument(
            Schedule.@Nullable Kind kind,
            @Nullable Double warmupEpochs,
            @Nullable Double decayRate,
            @Nullable Double decayEpochs) {

        Schedule schedule(Schedule standard) {
            return new Schedule(
                    Given.or(kind, standard.kind()),
                    Given.or(warmupEpochs, standard.warmupEpochs()),
                    Given.or(decayRate, standard.decayRate()),
                    Given.or(decayEpochs, standard.decayEpochs()));
        }
    }

    record RegularizationDocument(
            @Nullable Double dropout, @Nullable Double stochasticDepth, @Nullable Double labelSmoothing) {

        Regularization regularization(Regularization standard) {
            return new Regularization(
                    Given.or(dropout, standard.dropout()),
                    Given.or(stochasticDepth, standard.stochasticDepth()),
                    Given.or(labelSmoothing, standard.labelSmoothing()));
        }
    }

    record AugmentationDocument(
            @Nullable Boolean flip, @Nullable Double cropPadding, @Nullable RandAugmentDocument randAugment) {

        Augmentation augmentation(Augmentation standard) {
            return new Augmentation(
                    Given.or(flip, standard.flip()),
                    Given.or(cropPadding, standard.cropPadding()),
                    randAugment == null
                            ? standard.randAugment()
                            : Nested.read("randAugment", randAugment::randAugment));
        }
    }

    record RandAugmentDocument(@Nullable Integer operations, @Nullable Double magnitude) {

        RandAugment randAugment() {
            return new RandAugment(
                    Given.or(operations, RandAugment.USUAL.operations()),
                    Given.or(magnitude, RandAugment.USUAL.magnitude()));
        }
    }

    /** Where nobody says. */
    int usualEpochs() {
        return base().epochs();
    }

    private Recipe base() {
        return Given.or(preset, RecipePreset.STANDARD).recipe();
    }

    double warmupEpochs() {
        double usual = base().schedule().warmupEpochs();
        return schedule == null ? usual : Given.or(schedule.warmupEpochs(), usual);
    }

    /** @param rungs epochs in all of each */
    RecipeChoice choice(List<Integer> rungs) {
        return new RecipeChoice(recipe(rungs), augmentation == null ? null : augmentation.flip);
    }

    private Recipe recipe(List<Integer> rungs) {
        Recipe base = base();
        int images = Given.or(batchSize, base.batchSize());
        double rate = Given.or(preset, RecipePreset.STANDARD).learningRate(images);
        Recipe recipe = new Recipe(
                rungs.get(rungs.size() - 1),
                images,
                Nested.read("optimizer", () -> Given.or(optimizer, OptimizerDocument.DEFAULT)
                        .optimizer(base.optimizer(), rate)),
                schedule == null ? base.schedule() : Nested.read("schedule", () -> schedule.schedule(base.schedule())),
                regularization == null
                        ? base.regularization()
                        : Nested.read("regularization", () -> regularization.regularization(base.regularization())),
                augmentation == null
                        ? base.augmentation()
                        : Nested.read("augmentation", () -> augmentation.augmentation(base.augmentation())));
        // In stages it may not be allowed any more: the first of them must be longer than the warm-up.
        return recipe.inStages(rungs);
    }
}
