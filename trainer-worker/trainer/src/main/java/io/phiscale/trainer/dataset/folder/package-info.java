/** A folder of images for each class. */
@NullMarked
package io.phiscale.trainer.dataset.folder;

import org.jspecify.annotations.NullMarked;
