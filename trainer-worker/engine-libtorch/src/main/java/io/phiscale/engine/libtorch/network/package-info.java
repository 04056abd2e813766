/** From an architecture to a libtorch network. Feature maps are [batch, channels, height, width], channels last in memory. */
@NullMarked
package io.phiscale.engine.libtorch.network;

import org.jspecify.annotations.NullMarked;
