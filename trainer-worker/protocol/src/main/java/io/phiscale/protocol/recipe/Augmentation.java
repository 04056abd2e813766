package io.phiscale.protocol.recipe;

import io.phiscale.scaling.validation.Require;

/**
 * Random changes to training images.
 *
 * @param flip mirrors half of them left to right
 * @param cropPadding pads by so many pixels of zeros at the training resolution, and crops at a random place
 */
public record Augmentation(boolean flip, int cropPadding) {
    public static final Augmentation DEFAULT = new Augmentation(true, 2);

    public Augmentation {
        Require.between("cropPadding", cropPadding, 0, 128);
    }
}
