/** MNIST's file format. */
@NullMarked
package io.phiscale.trainer.dataset.idx;

import org.jspecify.annotations.NullMarked;
