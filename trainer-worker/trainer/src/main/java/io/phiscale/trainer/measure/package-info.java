/** How fast an engine trains, and what its device could do. */
@NullMarked
package io.phiscale.trainer.measure;

import org.jspecify.annotations.NullMarked;
