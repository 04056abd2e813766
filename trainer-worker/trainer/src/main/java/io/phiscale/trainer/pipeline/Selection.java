package io.phiscale.trainer.pipeline;

import io.phiscale.protocol.dataset.DataSelection;
import io.phiscale.scaling.validation.InvalidValueException;
import io.phiscale.trainer.dataset.DataSet;
import io.phiscale.trainer.dataset.Split;
import io.phiscale.trainer.random.SeededRandom;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Which images a training uses. The shuffle depends on the split seed alone, so that every trial of a search sees the
 * same validation images, and a smaller training subset is part of a larger one.
 */
public record Selection(Subset training, Subset validation, Subset test) {

    /** @param indices into the split, in the order in which the pipeline numbers them */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Subset(Split split, int[] indices) {}

    /** @throws InvalidValueException where there are too few images for what is asked */
    public static Selection of(DataSet data, DataSelection asked) {
        Split training = data.training();
        int[] shuffled = new SeededRandom(asked.splitSeed()).permutation(training.size());
        Subset test =
                new Subset(data.test(), IntStream.range(0, data.test().size()).toArray());
        if (data.validation().isPresent()) {
            Split own = data.validation().get();
            checkValidationImages(asked, own.size(), "validation");
            checkTrainingImages(asked, training.size());
            int[] validation = new SeededRandom(asked.splitSeed()).permutation(own.size());
            return new Selection(
                    new Subset(training, head(shuffled, 0, asked.trainingImages())),
                    new Subset(own, head(validation, 0, asked.validationImages())),
                    test);
        }
        checkValidationImages(asked, training.size() - 1, "training");
        int heldOut = asked.validationImages();
        checkTrainingImages(asked, training.size() - heldOut);
        return new Selection(
                new Subset(training, head(shuffled, heldOut, asked.trainingImages())),
                new Subset(training, head(shuffled, 0, heldOut)),
                test);
    }

    private static int[] head(int[] numbers, int from, int length) {
        return Arrays.copyOfRange(numbers, from, from + length);
    }

    /** To train on fewer than the search believes would make its answer one about other data. */
    private static void checkTrainingImages(DataSelection asked, int most) {
        if (asked.trainingImages() > most) {
            throw new InvalidValueException(
                    "dataset.trainingImages",
                    asked.trainingImages(),
                    "1 to %d: so many has the training split of %s here, without what is held out; declare its true size"
                            .formatted(most, asked.name()));
        }
    }

    private static void checkValidationImages(DataSelection asked, int most, String split) {
        if (asked.validationImages() > most) {
            throw new InvalidValueException(
                    "dataset.validationImages",
                    asked.validationImages(),
                    "1 to %d, from the %s split of %s as it is here; declare its true size"
                            .formatted(most, split, asked.name()));
        }
    }
}
