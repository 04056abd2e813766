/** A generated data set for tests. */
@NullMarked
package io.phiscale.trainer.dataset.shapes;

import org.jspecify.annotations.NullMarked;
