/** Searches without trainings, to choose a budget by. */
@NullMarked
package io.phiscale.cli.simulation;

import org.jspecify.annotations.NullMarked;
