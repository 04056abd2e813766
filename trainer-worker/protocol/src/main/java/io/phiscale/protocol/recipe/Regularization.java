package io.phiscale.protocol.recipe;

import io.phiscale.scaling.validation.Require;

/**
 * What keeps a network from learning its images by heart.
 *
 * @param dropout share of the dense layer's inputs that are set to 0
 * @param stochasticDepth drop rate of the last block's branch; block i of n has this times i / n (Huang et al.)
 * @param labelSmoothing share of the target that is spread over all classes
 */
public record Regularization(double dropout, double stochasticDepth, double labelSmoothing) {
    public static final Regularization DEFAULT = new Regularization(0, 0, 0.1);

    public Regularization {
        Require.between("dropout", dropout, 0, 0.95);
        Require.between("stochasticDepth", stochasticDepth, 0, 0.95);
        Require.between("labelSmoothing", labelSmoothing, 0, 0.95);
    }

    /** @param block from 0 */
    public double dropRate(int block, int blocks) {
        return stochasticDepth * block / blocks;
    }
}
