/** Names of data sets, and where each one lies. */
@NullMarked
package io.phiscale.trainer.catalog;

import org.jspecify.annotations.NullMarked;
