/** Numbers as people read them, on the command line and in the dashboard. */
@NullMarked
package io.phiscale.scaling.quantity;

import org.jspecify.annotations.NullMarked;
