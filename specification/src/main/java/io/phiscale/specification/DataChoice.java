package io.phiscale.specification;

import io.phiscale.protocol.dataset.DataSelection;
import io.phiscale.protocol.dataset.DataSetFacts;
import io.phiscale.scaling.validation.InvalidValueException;
import io.phiscale.scaling.validation.Require;
import org.jspecify.annotations.Nullable;

/**
 * The data set of a search as the user chose it.
 *
 * @param trainingImages null for all that are not held out
 * @param validationImages null for all of the data set's own validation split or, where it has none, a tenth of the
 *     training split
 */
public record DataChoice(
        String name, @Nullable Integer trainingImages, @Nullable Integer validationImages, long splitSeed) {
    private static final int DEFAULT_HELD_OUT = 10;

    /** @throws InvalidValueException where the data set has too few images */
    DataSelection of(DataSetFacts facts) {
        return facts.validationImages() > 0 ? ofItsOwnSplit(facts) : heldOut(facts);
    }

    private DataSelection ofItsOwnSplit(DataSetFacts facts) {
        int validation = validationImages == null ? facts.validationImages() : validationImages;
        int training = trainingImages == null ? facts.trainingImages() : trainingImages;
        Require.between("dataset.validationImages", validation, 1, facts.validationImages());
        Require.between("dataset.trainingImages", training, 1, facts.trainingImages());
        return new DataSelection(name, training, validation, splitSeed);
    }

    private DataSelection heldOut(DataSetFacts facts) {
        int available = facts.trainingImages();
        int validation = validationImages == null ? Math.max(1, available / DEFAULT_HELD_OUT) : validationImages;
        Require.between("dataset.validationImages", validation, 1, available - 1);
        int training = trainingImages == null ? available - validation : trainingImages;
        if (training < 1 || training > available - validation) {
            throw new InvalidValueException(
                    "dataset.trainingImages",
                    training,
                    "a whole number from 1 to %,d: %s has %,d training images, of which %,d are held out"
                            .formatted(available - validation, facts.name(), available, validation));
        }
        return new DataSelection(name, training, validation, splitSeed);
    }
}
