package io.phiscale.scaling.architecture;

import io.phiscale.scaling.validation.InvalidValueException;
import io.phiscale.scaling.validation.Require;

/**
 * What stands before the first stage: a convolution with batch norm and activation, and max pooling where there is any.
 *
 * @param pool kernel of the max pooling, whose stride is 2; 0 for none
 */
public record Stem(int kernel, int stride, int channels, Integer pool) {
    private static final int POOL_STRIDE = 2;

    public Stem {
        // Networks that were stored before there was a choice hold none.
        pool = pool == null ? 0 : pool;
        Stage.checkKernel(kernel);
        Require.between("stride", stride, 1, 2);
        Require.between("channels", channels, 1, Stage.MOST_CHANNELS);
        if (pool != 0 && !Stage.isKernel(pool)) {
            throw new InvalidValueException("pool", pool, "an odd number from 1 to 15, or 0 for none");
        }
    }

    /** Without max pooling. */
    public Stem(int kernel, int stride, int channels) {
        this(kernel, stride, channels, 0);
    }

    public Stem scaled(int newChannels) {
        return new Stem(kernel, stride, newChannels, pool);
    }

    boolean pools() {
        return pool > 0;
    }

    MaxPooling pooling() {
        return new MaxPooling(pool, POOL_STRIDE);
    }
}
