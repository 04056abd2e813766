/** Lists in pages. */
@NullMarked
package io.phiscale.search.paging;

import org.jspecify.annotations.NullMarked;
