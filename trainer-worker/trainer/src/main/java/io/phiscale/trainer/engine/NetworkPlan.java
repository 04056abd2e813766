package io.phiscale.trainer.engine;

import io.phiscale.protocol.engine.Numerics;
import io.phiscale.protocol.recipe.Optimizer;
import io.phiscale.protocol.recipe.Regularization;
import io.phiscale.scaling.architecture.Architecture;

/**
 * What an engine needs to build a network.
 *
 * @param seed of weights, dropout and stochastic depth
 */
public record NetworkPlan(
        Architecture architecture, Optimizer optimizer, Regularization regularization, long seed, Numerics numerics) {
    /** In single precision. */
    public NetworkPlan(Architecture architecture, Optimizer optimizer, Regularization regularization, long seed) {
        this(architecture, optimizer, regularization, seed, Numerics.DEFAULT);
    }
}
