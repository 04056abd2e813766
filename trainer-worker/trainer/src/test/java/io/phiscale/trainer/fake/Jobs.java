package io.phiscale.trainer.fake;

import io.phiscale.protocol.dataset.DataSelection;
import io.phiscale.protocol.recipe.Augmentation;
import io.phiscale.protocol.recipe.Optimizer;
import io.phiscale.protocol.recipe.Recipe;
import io.phiscale.protocol.recipe.Regularization;
import io.phiscale.protocol.recipe.Schedule;
import io.phiscale.protocol.trainer.TrainingJob;
import io.phiscale.scaling.architecture.Architecture;
import io.phiscale.scaling.baseline.BuiltInBaselines;

/** Small jobs for tests. */
public final class Jobs {
    private static final Optimizer SLOW = new Optimizer(Optimizer.Kind.SGD, 0.02, 0, 0.9, 1e-3, 0);

    private Jobs() {}

    public static Recipe recipe(int epochs, int batchSize) {
        return new Recipe(
                epochs, batchSize, SLOW, Schedule.DEFAULT, Regularization.DEFAULT, new Augmentation(true, 0.05));
    }

    public static TrainingJob shapes(int epochs, int trainingImages, long seed) {
        return job("shapes", 4, 16, recipe(epochs, 32), trainingImages, seed);
    }

    public static TrainingJob job(
            String dataSet, int classes, int resolution, Recipe recipe, int trainingImages, long seed) {
        Architecture architecture = BuiltInBaselines.MBCONV_NANO
                .architecture()
                .forImages(1, classes)
                .at(resolution);
        return new TrainingJob(
                architecture,
                recipe,
                new DataSelection(dataSet, trainingImages, 200, 1),
                seed,
                architecture.cost().parameters(),
                1);
    }
}
