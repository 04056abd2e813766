package io.phiscale.protocol.trainer;

import io.phiscale.protocol.dataset.DataSelection;
import io.phiscale.protocol.engine.Numerics;
import io.phiscale.protocol.recipe.Recipe;
import io.phiscale.scaling.architecture.Architecture;

/**
 * What a trainer process reads, as one JSON line, from its standard input.
 *
 * @param seed of weights, data order, augmentation, dropout and stochastic depth
 * @param parameters that the coordinator counted; the built network must have as many
 * @param microBatches into how many parts each batch is split, one after the other, where memory is short: gradients
 *     add up to those of the whole batch, but batch norm sees each part alone
 * @param goesOn whether a longer training may begin where this one ends: it leaves a checkpoint then
 */
public record TrainingJob(
        Architecture architecture,
        Recipe recipe,
        DataSelection data,
        long seed,
        long parameters,
        int microBatches,
        Numerics numerics,
        boolean goesOn) {
    /** In single precision, and an end in itself. */
    public TrainingJob(
            Architecture architecture,
            Recipe recipe,
            DataSelection data,
            long seed,
            long parameters,
            int microBatches) {
        this(architecture, recipe, data, seed, parameters, microBatches, Numerics.DEFAULT, false);
    }
}
