package io.phiscale.trainer.augmentation;

import io.phiscale.protocol.recipe.RandAugment;
import io.phiscale.trainer.random.SeededRandom;
import java.util.List;

/** RandAugment. Thread-safe. */
public final class RandomOperations {
    /** Keeps these draws apart from those of the data order and of crops, which share seed and epoch. */
    private static final long PURPOSE = 3;

    private static final List<ImageOperation> ALL = List.of(ImageOperation.values());

    private RandomOperations() {}

    /**
     * Which operations these are depends on seed, epoch and index alone: neither on other images nor on the network that
     * trains, whatever its resolution.
     *
     * @param index of the image in its split
     */
    public static Pixels of(RandAugment policy, Pixels image, long seed, int epoch, int index) {
        SeededRandom random = new SeededRandom(PURPOSE, seed, epoch, index);
        Pixels changed = image;
        for (int number = 0; number < policy.operations(); number++) {
            ImageOperation operation = ALL.get(random.nextInt(ALL.size()));
            int sign = random.nextInt(2) == 1 ? 1 : -1;
            changed = operation.of(changed, sign * policy.strength());
        }
        return changed;
    }
}
