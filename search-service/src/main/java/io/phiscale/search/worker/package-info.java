/** Workers, and the API that agents speak. */
@NullMarked
package io.phiscale.search.worker;

import org.jspecify.annotations.NullMarked;
