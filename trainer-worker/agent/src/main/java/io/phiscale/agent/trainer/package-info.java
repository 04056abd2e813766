/** Trainer processes, seen from outside. */
@NullMarked
package io.phiscale.agent.trainer;

import org.jspecify.annotations.NullMarked;
