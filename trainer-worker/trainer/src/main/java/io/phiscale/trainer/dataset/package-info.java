/** Labelled images, wherever they come from. */
@NullMarked
package io.phiscale.trainer.dataset;

import org.jspecify.annotations.NullMarked;
