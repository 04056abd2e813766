/** A search as a report that others can judge it by. */
@NullMarked
package io.phiscale.search.report;

import org.jspecify.annotations.NullMarked;
