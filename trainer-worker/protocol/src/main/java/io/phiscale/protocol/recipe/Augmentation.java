package io.phiscale.protocol.recipe;

import io.phiscale.scaling.validation.Require;

/**
 * Random changes to training images.
 *
 * @param flip mirrors half of them left to right
 * @param cropPadding pads by this share of the resolution and crops at a random place. A share and not pixels: these
 *     would move small images further than large ones, and candidates differ in resolution. 4 pixels of CIFAR's 32 are
 *     0.125
 * @param randAugment before the others
 */
public record Augmentation(boolean flip, double cropPadding, RandAugment randAugment) {
    public static final Augmentation DEFAULT = new Augmentation(true, 0.1);

    public Augmentation {
        Require.between("cropPadding", cropPadding, 0, 0.5);
        // Recipes that were stored before there was a choice hold none.
        randAugment = randAugment == null ? RandAugment.NONE : randAugment;
    }

    /** Without random operations. */
    public Augmentation(boolean flip, double cropPadding) {
        this(flip, cropPadding, RandAugment.NONE);
    }
}
