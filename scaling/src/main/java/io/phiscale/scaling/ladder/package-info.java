/** The family of larger models that chosen coefficients give. */
@NullMarked
package io.phiscale.scaling.ladder;

import org.jspecify.annotations.NullMarked;
