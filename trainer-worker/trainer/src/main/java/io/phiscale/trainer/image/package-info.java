/** Pixels: resizing and cropping. */
@NullMarked
package io.phiscale.trainer.image;

import org.jspecify.annotations.NullMarked;
