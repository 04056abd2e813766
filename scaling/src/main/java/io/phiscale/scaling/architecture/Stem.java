package io.phiscale.scaling.architecture;

import io.phiscale.scaling.validation.Require;

/** The convolution before the first stage, with batch norm and SiLU. */
public record Stem(int kernel, int stride, int channels) {
    public Stem {
        Stage.checkKernel(kernel);
        Require.between("stride", stride, 1, 2);
        Require.between("channels", channels, 1, Stage.MOST_CHANNELS);
    }

    public Stem scaled(int newChannels) {
        return new Stem(kernel, stride, newChannels);
    }
}
