/** Decoded images, kept in files that all trainers of a machine share. */
@NullMarked
package io.phiscale.trainer.dataset.decoded;

import org.jspecify.annotations.NullMarked;
