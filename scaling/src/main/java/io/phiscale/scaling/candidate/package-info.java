/** Ways to enumerate coefficients, and the distinct architectures they build. */
@NullMarked
package io.phiscale.scaling.candidate;

import org.jspecify.annotations.NullMarked;
