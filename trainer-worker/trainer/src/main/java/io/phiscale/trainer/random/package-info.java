/** Random numbers that are the same on every machine. */
@NullMarked
package io.phiscale.trainer.random;

import org.jspecify.annotations.NullMarked;
