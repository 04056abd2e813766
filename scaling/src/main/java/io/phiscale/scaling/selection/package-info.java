/** From measured accuracies to chosen coefficients. */
@NullMarked
package io.phiscale.scaling.selection;

import org.jspecify.annotations.NullMarked;
