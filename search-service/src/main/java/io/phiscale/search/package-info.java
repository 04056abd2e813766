/** The coordinator. */
@NullMarked
package io.phiscale.search;

import org.jspecify.annotations.NullMarked;
