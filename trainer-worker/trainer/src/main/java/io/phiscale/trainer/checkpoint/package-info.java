/** Files from which a training goes on as if it had never stopped. */
@NullMarked
package io.phiscale.trainer.checkpoint;

import org.jspecify.annotations.NullMarked;
