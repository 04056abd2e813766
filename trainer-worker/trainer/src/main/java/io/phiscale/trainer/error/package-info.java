/** The one way in which training fails for a reason that a user can act on. */
@NullMarked
package io.phiscale.trainer.error;

import org.jspecify.annotations.NullMarked;
