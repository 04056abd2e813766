/** One JSON mapper for both sides. */
@NullMarked
package io.phiscale.protocol.json;

import org.jspecify.annotations.NullMarked;
