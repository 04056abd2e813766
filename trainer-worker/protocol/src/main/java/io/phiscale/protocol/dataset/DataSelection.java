package io.phiscale.protocol.dataset;

import io.phiscale.scaling.validation.Require;

/**
 * The part of a data set that a search uses. Validation images come from the data set's own validation split
 * or, where it has none, are held out of the training split: by a shuffle with a seed of its own, the same for every
 * trial. The test split stays whole.
 *
 * @param name of a data set in the configuration; never a path
 * @param trainingImages how many to train on at most
 * @param validationImages how many to select by
 * @param splitSeed of that shuffle
 * @param sourceResolution at which images are decoded that are not stored at one resolution, before they are resized for
 *     each network: the largest of the search, so that all of its networks see the same images; 0 for each network's own
 */
public record DataSelection(
        String name, int trainingImages, int validationImages, long splitSeed, Integer sourceResolution) {
    public DataSelection {
        // Searches from before there was such a thing do not say it.
        sourceResolution = sourceResolution == null ? 0 : sourceResolution;
        Require.notBlank("dataset.name", name);
        Require.between("dataset.trainingImages", trainingImages, 1, Integer.MAX_VALUE);
        Require.between("dataset.validationImages", validationImages, 1, Integer.MAX_VALUE);
    }

    public DataSelection(String name, int trainingImages, int validationImages, long splitSeed) {
        this(name, trainingImages, validationImages, splitSeed, 0);
    }

    public DataSelection decodedAt(int resolution) {
        return new DataSelection(name, trainingImages, validationImages, splitSeed, resolution);
    }
}
