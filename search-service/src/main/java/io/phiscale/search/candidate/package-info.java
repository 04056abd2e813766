/** Candidates: the distinct networks of a search. */
@NullMarked
package io.phiscale.search.candidate;

import org.jspecify.annotations.NullMarked;
