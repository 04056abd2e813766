package io.phiscale.protocol.recipe;

import io.phiscale.scaling.validation.InvalidValueException;
import io.phiscale.scaling.validation.Require;

/** Everything about training but the network; the same for every candidate of a search. */
public record Recipe(
        int epochs,
        int batchSize,
        Optimizer optimizer,
        Schedule schedule,
        Regularization regularization,
        Augmentation augmentation) {
    public static final int MOST_EPOCHS = 10_000;
    public static final Recipe DEFAULT =
            new Recipe(5, 64, Optimizer.DEFAULT, Schedule.DEFAULT, Regularization.DEFAULT, Augmentation.DEFAULT);

    public Recipe {
        Require.between("epochs", epochs, 1, MOST_EPOCHS);
        Require.between("batchSize", batchSize, 1, 65_536);
        if (schedule.warmupEpochs() >= epochs) {
            throw new InvalidValueException(
                    "schedule.warmupEpochs",
                    schedule.warmupEpochs(),
                    "less than the %d epochs: the learning rate would never reach its peak".formatted(epochs));
        }
    }
}
