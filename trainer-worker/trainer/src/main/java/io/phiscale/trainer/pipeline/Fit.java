package io.phiscale.trainer.pipeline;

import io.phiscale.protocol.dataset.DataSetFacts;
import io.phiscale.protocol.recipe.Recipe;
import io.phiscale.scaling.architecture.Architecture;
import io.phiscale.scaling.validation.InvalidValueException;

/** Whether network and recipe fit the data. */
final class Fit {
    /** The longest array that every virtual machine makes. */
    private static final long MOST_NUMBERS = Integer.MAX_VALUE - 8;

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

    /** Batches and what networks say of them are arrays, which Java counts in ints. */
    static void checkBatchMemory(Recipe recipe, Architecture architecture) {
        long resolution = architecture.resolution();
        long image = architecture.inputChannels() * resolution * resolution;
        long most = MOST_NUMBERS / Math.max(image, architecture.classes());
        if (recipe.batchSize() > most) {
            throw new InvalidValueException(
                    "batchSize",
                    recipe.batchSize(),
                    "1 to %d at resolution %d with %d channels and %d classes"
                            .formatted(most, resolution, architecture.inputChannels(), architecture.classes()));
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
