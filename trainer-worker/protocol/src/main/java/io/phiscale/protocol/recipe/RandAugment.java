package io.phiscale.protocol.recipe;

import io.phiscale.scaling.validation.Require;

/**
 * Random operations on training images, all of one strength (Cubuk et al., arXiv 1909.13719).
 *
 * @param operations that each image goes through, each drawn of 14; 0 for none
 * @param magnitude how strong they are; 10 is AutoAugment's most, as timm and TensorFlow count it (torchvision's 30). All
 *     operations that have a strength change an image more, the larger it is
 */
public record RandAugment(int operations, double magnitude) {
    public static final RandAugment NONE = new RandAugment(0, 0);
    /** The paper's for ResNet-50, and timm's for EfficientNet-B0. */
    public static final RandAugment USUAL = new RandAugment(2, 9);

    private static final double FULL = 10;

    public RandAugment {
        Require.between("operations", operations, 0, 14);
        Require.between("magnitude", magnitude, 0, 3 * FULL);
    }

    public boolean changesImages() {
        return operations > 0;
    }

    /** @return in multiples of AutoAugment's most */
    public double strength() {
        return magnitude / FULL;
    }
}
