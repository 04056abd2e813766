/** How much memory a trainer takes, and what happens where that is too much. */
@NullMarked
package io.phiscale.trainer.memory;

import org.jspecify.annotations.NullMarked;
