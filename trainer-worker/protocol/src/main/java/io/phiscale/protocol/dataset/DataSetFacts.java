package io.phiscale.protocol.dataset;

import io.phiscale.scaling.validation.Require;

/**
 * What a search needs to know of a data set before any worker opens it.
 *
 * @param channels 1 for grey, 3 for colour
 * @param resolution the images' own, in pixels; 0 where it varies or where they are rendered at any
 * @param trainingImages in the training split, before validation images are held out
 */
public record DataSetFacts(String name, int classes, int channels, int resolution, int trainingImages) {
    public DataSetFacts {
        Require.notBlank("name", name);
        Require.between("classes", classes, 2, 100_000);
        Require.between("channels", channels, 1, 64);
        Require.between("resolution", resolution, 0, 65_536);
        Require.between("trainingImages", trainingImages, 1, Integer.MAX_VALUE);
    }
}
