/** Accuracy as a smooth function of how growth is spent on depth, width and resolution. */
@NullMarked
package io.phiscale.analysis.surface;

import org.jspecify.annotations.NullMarked;
