/** Claims trials and trains them, one process for each. */
@NullMarked
package io.phiscale.agent;

import org.jspecify.annotations.NullMarked;
