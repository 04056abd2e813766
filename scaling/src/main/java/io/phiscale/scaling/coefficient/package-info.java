/** The arithmetic of compound scaling (Tan and Le, EfficientNet, ICML 2019). */
@NullMarked
package io.phiscale.scaling.coefficient;

import org.jspecify.annotations.NullMarked;
