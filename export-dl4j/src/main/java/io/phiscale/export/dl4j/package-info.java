/**
 * Networks as Deeplearning4j configurations. The coordinator loads neither Deeplearning4j nor native code, so this
 * writes the JSON itself; the engine's tests hold it equal to what the engine builds.
 */
@NullMarked
package io.phiscale.export.dl4j;

import org.jspecify.annotations.NullMarked;
