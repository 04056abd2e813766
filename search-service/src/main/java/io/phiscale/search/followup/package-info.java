/** Searches that begin with the answer of another one: whether it extrapolates, and a better one around a larger model. */
@NullMarked
package io.phiscale.search.followup;

import org.jspecify.annotations.NullMarked;
