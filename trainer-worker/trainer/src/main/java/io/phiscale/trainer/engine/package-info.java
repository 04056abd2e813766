/** What a training engine must offer. */
@NullMarked
package io.phiscale.trainer.engine;

import org.jspecify.annotations.NullMarked;
