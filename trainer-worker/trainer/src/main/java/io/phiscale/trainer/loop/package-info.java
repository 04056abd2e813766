/** The training itself: epochs, evaluation, events. */
@NullMarked
package io.phiscale.trainer.loop;

import org.jspecify.annotations.NullMarked;
