/** Checks of values that people give, and the one exception they end in. */
@NullMarked
package io.phiscale.scaling.validation;

import org.jspecify.annotations.NullMarked;
