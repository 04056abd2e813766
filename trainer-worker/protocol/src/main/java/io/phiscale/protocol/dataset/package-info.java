/** Data sets by name, and what a search needs to know of each. */
@NullMarked
package io.phiscale.protocol.dataset;

import org.jspecify.annotations.NullMarked;
