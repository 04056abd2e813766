/** Searches: one question each, from submission to answer. */
@NullMarked
package io.phiscale.search.search;

import org.jspecify.annotations.NullMarked;
