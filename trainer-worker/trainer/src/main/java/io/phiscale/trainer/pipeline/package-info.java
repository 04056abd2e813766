/** From a data set to normalised, augmented batches. */
@NullMarked
package io.phiscale.trainer.pipeline;

import org.jspecify.annotations.NullMarked;
