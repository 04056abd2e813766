/** Where Fashion-MNIST comes from on a machine that may not have it yet. */
@NullMarked
package io.phiscale.trainer.dataset.source;

import org.jspecify.annotations.NullMarked;
