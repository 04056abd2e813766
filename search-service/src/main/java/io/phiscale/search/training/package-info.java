/** What the trainings of searches came to. */
@NullMarked
package io.phiscale.search.training;

import org.jspecify.annotations.NullMarked;
