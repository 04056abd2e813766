/** Resolved networks and what they cost. */
@NullMarked
package io.phiscale.scaling.architecture;

import org.jspecify.annotations.NullMarked;
