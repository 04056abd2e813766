/** What a search would be, before it is one. */
@NullMarked
package io.phiscale.search.preview;

import org.jspecify.annotations.NullMarked;
