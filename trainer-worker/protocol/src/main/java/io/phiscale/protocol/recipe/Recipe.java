package io.phiscale.protocol.recipe;

import io.phiscale.scaling.validation.InvalidValueException;
import io.phiscale.scaling.validation.Require;
import java.util.List;
import java.util.stream.Stream;

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

    /**
     * Tan and Le's for EfficientNet-B0, but for RandAugment in AutoAugment's place, and crops of padded images in that of
     * crops of random sizes. As in theirs, the exponential schedule counts from the first step, under the warm-up, too.
     */
    public static final Recipe EFFICIENTNET = new Recipe(
            350,
            4096,
            new Optimizer(Optimizer.Kind.RMSPROP, 0.256, 0.9, 0.9, 1e-3, 1e-5, 0.9999),
            new Schedule(Schedule.Kind.EXPONENTIAL, 5, 0.97, 2.4),
            new Regularization(0.2, 0.2, 0.1),
            new Augmentation(true, 0.1, RandAugment.USUAL));

    public Recipe {
        Require.between("epochs", epochs, 1, MOST_EPOCHS);
        Require.between("batchSize", batchSize, 1, 65_536);
        List<Integer> restarts = schedule.restarts();
        if (!restarts.isEmpty() && restarts.get(restarts.size() - 1) >= epochs) {
            throw new InvalidValueException(
                    "schedule.restarts", restarts, "fewer than the %d epochs".formatted(epochs));
        }
        int first = restarts.isEmpty() ? epochs : restarts.get(0);
        if (schedule.warmupEpochs() >= first) {
            throw new InvalidValueException(
                    "schedule.warmupEpochs",
                    schedule.warmupEpochs(),
                    "less than the %d epochs%s: the learning rate would never reach its peak"
                            .formatted(first, restarts.isEmpty() ? "" : " of the first rung"));
        }
    }

    /**
     * This recipe for a training in stages, whose schedule fits each of them: the first stages of a longer one are the same
     * training to the last bit.
     *
     * @param stages epochs in all by the end of each, rising
     */
    public Recipe inStages(List<Integer> stages) {
        int last = stages.size() - 1;
        return new Recipe(
                stages.get(last),
                batchSize,
                optimizer,
                schedule.withRestarts(stages.subList(0, last)),
                regularization,
                augmentation);
    }

    /** As {@link #inStages} was told; a single one where it was not. */
    public List<Integer> stages() {
        return Stream.concat(schedule.restarts().stream(), Stream.of(epochs)).toList();
    }
}
