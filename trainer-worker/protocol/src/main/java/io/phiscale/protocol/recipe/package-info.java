/** Everything about training but the network. */
@NullMarked
package io.phiscale.protocol.recipe;

import org.jspecify.annotations.NullMarked;
