/** Rungs and seeds: what a search trains next. */
@NullMarked
package io.phiscale.search.scheduling;

import org.jspecify.annotations.NullMarked;
