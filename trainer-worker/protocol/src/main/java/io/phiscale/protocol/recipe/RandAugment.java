package io.phiscale.protocol.recipe;

import io.phiscale.scaling.validation.Require;

/**
 * Random operations on training images, all of one strength (Cubuk et al., arXiv 1909.13719). Operations, their ranges and
 * the scale of magnitudes are torchvision's; pixels are moved to the nearest one, and black where they come from outside.
 * timm and TensorFlow count otherwise: magnitude 30 here is AutoAugment's most, which is 10 there.
 *
 * @param operations that each image goes through, each drawn of 14; 0 for none
 * @param magnitude how strong they are, from 0 to 30
 */
public record RandAugment(int operations, double magnitude) {
    public static final RandAugment NONE = new RandAugment(0, 0);
    /** torchvision's defaults. */
    public static final RandAugment USUAL = new RandAugment(2, 9);

    private static final double MOST = 30;

    public RandAugment {
        Require.between("operations", operations, 0, 14);
        Require.between("magnitude", magnitude, 0, MOST);
    }

    public boolean changesImages() {
        return operations > 0;
    }

    /** @return from 0 to 1 */
    public double strength() {
        return magnitude / MOST;
    }
}
