/** Trials: the queue, and what trainings report. */
@NullMarked
package io.phiscale.search.trial;

import org.jspecify.annotations.NullMarked;
