/** What a machine has, as its system tells. */
@NullMarked
package io.phiscale.agent.machine;

import org.jspecify.annotations.NullMarked;
