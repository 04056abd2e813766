/** From gradients to steps, on lists of tensors. */
@NullMarked
package io.phiscale.engine.libtorch.optimizer;

import org.jspecify.annotations.NullMarked;
