package io.phiscale.trainer.pipeline;

import io.phiscale.protocol.dataset.DataSetFacts;
import io.phiscale.protocol.recipe.Recipe;
import io.phiscale.protocol.trainer.TrainingJob;
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

    static void checkMicroBatches(TrainingJob job) {
        int batchSize = job.recipe().batchSize();
        if (job.microBatches() < 1 || job.microBatches() > batchSize) {
            throw new InvalidValueException(
                    "microBatches", job.microBatches(), "1 to %d, the batch size".formatted(batchSize));
        }
    }

    /** What goes through a network at once, and what it says of that, are arrays, which Java counts in ints. */
    static void checkBatchMemory(TrainingJob job) {
        Architecture architecture = job.architecture();
        int batchSize = job.recipe().batchSize();
        long resolution = architecture.resolution();
        long image = architecture.inputChannels() * resolution * resolution;
        long most = MOST_NUMBERS / Math.max(image, architecture.classes()) * job.microBatches();
        if (batchSize > most) {
            throw new InvalidValueException(
                    "batchSize",
                    batchSize,
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
