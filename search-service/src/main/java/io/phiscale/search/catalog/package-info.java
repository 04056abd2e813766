/** What a search can be made of: baselines and data sets. */
@NullMarked
package io.phiscale.search.catalog;

import org.jspecify.annotations.NullMarked;
