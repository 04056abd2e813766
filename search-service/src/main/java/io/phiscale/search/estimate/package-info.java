/** What a search will take, before anything of it is queued. */
@NullMarked
package io.phiscale.search.estimate;

import org.jspecify.annotations.NullMarked;
