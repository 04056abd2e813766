/** The trainer process: one job in, events out. */
@NullMarked
package io.phiscale.trainer.process;

import org.jspecify.annotations.NullMarked;
