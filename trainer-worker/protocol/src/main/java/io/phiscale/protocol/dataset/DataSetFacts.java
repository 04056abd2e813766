package io.phiscale.protocol.dataset;

import io.phiscale.scaling.validation.Require;

/**
 * What a search needs to know of a data set before any worker opens it.
 *
 * @param channels 1 for grey, 3 for colour
 * @param resolution the images' own, in pixels; 0 where it varies or where they are rendered at any
 * @param trainingImages in the training split, before validation images are held out
 * @param validationImages in a validation split of the data set's own; 0 where it has none
 * @param mirrorable whether an image and its mirror image show the same thing; digits do not
 */
public record DataSetFacts(
        String name,
        int classes,
        int channels,
        int resolution,
        int trainingImages,
        int validationImages,
        boolean mirrorable) {
    public DataSetFacts {
        Require.notBlank("name", name);
        Require.between("classes", classes, 2, 100_000);
        Require.between("channels", channels, 1, 64);
        Require.between("resolution", resolution, 0, 65_536);
        Require.between("trainingImages", trainingImages, 1, Integer.MAX_VALUE);
        Require.between("validationImages", validationImages, 0, Integer.MAX_VALUE);
    }

    /** Without a validation split of its own, and mirrorable. */
    public DataSetFacts(String name, int classes, int channels, int resolution, int trainingImages) {
        this(name, classes, channels, resolution, trainingImages, 0, true);
    }
}
