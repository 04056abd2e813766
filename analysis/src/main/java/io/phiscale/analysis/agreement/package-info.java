/** How rankings move between budgets. */
@NullMarked
package io.phiscale.analysis.agreement;

import org.jspecify.annotations.NullMarked;
