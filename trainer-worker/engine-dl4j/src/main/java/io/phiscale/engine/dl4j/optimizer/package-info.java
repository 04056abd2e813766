/** From gradients to steps, on a network's flat vectors. */
@NullMarked
package io.phiscale.engine.dl4j.optimizer;

import org.jspecify.annotations.NullMarked;
