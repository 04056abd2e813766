/** Searches without trainings: what a budget finds, and what it spends on it. */
@NullMarked
package io.phiscale.analysis.simulation;

import org.jspecify.annotations.NullMarked;
