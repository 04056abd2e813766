/** Answers: the chosen coefficients and the ladder. */
@NullMarked
package io.phiscale.search.selection;

import org.jspecify.annotations.NullMarked;
