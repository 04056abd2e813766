/** From measured accuracies to chosen coefficients. */
@NullMarked
package io.phiscale.analysis.selection;

import org.jspecify.annotations.NullMarked;
