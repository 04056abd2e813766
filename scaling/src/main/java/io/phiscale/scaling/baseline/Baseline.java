package io.phiscale.scaling.baseline;

import io.phiscale.scaling.architecture.Architecture;
import io.phiscale.scaling.validation.Require;

/**
 * The network to scale.
 *
 * @param name as users write it
 * @param architecture at scaling factors of 1
 */
public record Baseline(String name, Architecture architecture) {
    public Baseline {
        Require.notBlank("baseline", name);
    }

    /** The same network for a data set's images and classes. */
    public Baseline forImages(int inputChannels, int classes) {
        return new Baseline(name, architecture.forImages(inputChannels, classes));
    }

    public Baseline at(int resolution) {
        return new Baseline(name, architecture.at(resolution));
    }
}
