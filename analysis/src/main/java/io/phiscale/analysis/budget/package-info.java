/** How much training each candidate gets, at most. */
@NullMarked
package io.phiscale.analysis.budget;

import org.jspecify.annotations.NullMarked;
