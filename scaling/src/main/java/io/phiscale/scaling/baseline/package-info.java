/** The networks to scale. */
@NullMarked
package io.phiscale.scaling.baseline;

import org.jspecify.annotations.NullMarked;
