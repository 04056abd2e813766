/** Results to take away. */
@NullMarked
package io.phiscale.search.export;

import org.jspecify.annotations.NullMarked;
