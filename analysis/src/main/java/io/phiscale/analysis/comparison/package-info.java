/** Whether candidates differ by more than seeds do. */
@NullMarked
package io.phiscale.analysis.comparison;

import org.jspecify.annotations.NullMarked;
