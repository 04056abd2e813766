/** Random operations on the pixels of training images. */
@NullMarked
package io.phiscale.trainer.augmentation;

import org.jspecify.annotations.NullMarked;
