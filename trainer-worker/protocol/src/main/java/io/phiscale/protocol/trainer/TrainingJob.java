package io.phiscale.protocol.trainer;

import io.phiscale.protocol.dataset.DataSelection;
import io.phiscale.protocol.recipe.Recipe;
import io.phiscale.scaling.architecture.Architecture;

/**
 * What a trainer process reads, as one JSON line, from its standard input.
 *
 * @param seed of weights, data order, augmentation, dropout and stochastic depth
 * @param parameters that the coordinator counted; the built network must have as many
 */
public record TrainingJob(Architecture architecture, Recipe recipe, DataSelection data, long seed, long parameters) {}
