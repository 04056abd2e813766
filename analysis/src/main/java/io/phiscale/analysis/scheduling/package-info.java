/** What to train next. */
@NullMarked
package io.phiscale.analysis.scheduling;

import org.jspecify.annotations.NullMarked;
