package io.phiscale.trainer.pipeline;

import io.phiscale.protocol.recipe.Augmentation;
import io.phiscale.trainer.augmentation.Pixels;
import io.phiscale.trainer.augmentation.RandomOperations;

/** How images are shown: changed, placed, or just as they are. Thread-safe; by an image's index in its split alone. */
interface Showing {
    Showing AS_IT_IS = new Showing() {
        @Override
        public Placement placement(int index) {
            return Placement.AS_IT_IS;
        }

        @Override
        public byte[] changed(byte[] pixels, ImageSize size, int index) {
            return pixels;
        }
    };

    Placement placement(int index);

    /**
     * Before it is placed.
     *
     * @param pixels [channels, resolution, resolution], unsigned; not to be changed themselves
     */
    byte[] changed(byte[] pixels, ImageSize size, int index);

    /** Other ones for each epoch. */
    static Showing random(Augmentation augmentation, int resolution, long seed, int epoch) {
        return new Showing() {
            @Override
            public Placement placement(int index) {
                return Placement.random(augmentation, resolution, seed, epoch, index);
            }

            @Override
            public byte[] changed(byte[] pixels, ImageSize size, int index) {
                if (!augmentation.randAugment().changesImages()) {
                    return pixels;
                }
                Pixels image = new Pixels(pixels, size.channels(), size.resolution());
                return RandomOperations.of(augmentation.randAugment(), image, seed, epoch, index)
                        .values();
            }
        };
    }
}
