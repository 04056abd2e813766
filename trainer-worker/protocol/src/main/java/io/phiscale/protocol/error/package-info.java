/** Why things fail, and what follows from it. */
@NullMarked
package io.phiscale.protocol.error;

import org.jspecify.annotations.NullMarked;
