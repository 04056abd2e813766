package io.phiscale.trainer.pipeline;

import io.phiscale.protocol.dataset.DataSetFacts;
import io.phiscale.protocol.recipe.Recipe;
import io.phiscale.scaling.architecture.Architecture;
import io.phiscale.scaling.validation.InvalidValueException;

/** Whether network and recipe fit the data. */
final class Fit {
    private Fit() {}

    static void check(DataSetFacts data, Architecture architecture) {
        if (architecture.inputChannels() != data.channels()) {
            throw new InvalidValueException(
                    "inputChannels",
                    architecture.inputChannels(),
                    "%d, which the images of %s have".formatted(data.channels(), data.name()));
        }
        if (architecture.classes() < data.classes()) {
            throw new InvalidValueException(
                    "classes",
                    architecture.classes(),
                    "at least %d, which %s has".formatted(data.classes(), data.name()));
        }
    }

    static void checkBatch(Recipe recipe, int trainingImages) {
        if (recipe.batchSize() > trainingImages) {
            throw new InvalidValueException(
                    "batchSize",
                    recipe.batchSize(),
                    "1 to %d, the number of training images".formatted(trainingImages));
        }
    }
}
