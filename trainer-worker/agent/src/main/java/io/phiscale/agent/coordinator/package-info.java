/** The coordinator, seen from a worker. */
@NullMarked
package io.phiscale.agent.coordinator;

import org.jspecify.annotations.NullMarked;
