/**
 * Deeplearning4j layers for scaled networks, on ND4J's channels-last operations: several times faster than the stock
 * ones on a CPU. Configurations that name them load with Deeplearning4j and this artifact alone.
 */
@NullMarked
package io.phiscale.layers.dl4j;

import org.jspecify.annotations.NullMarked;
