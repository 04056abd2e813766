/** Commands about searches on a coordinator. */
@NullMarked
package io.phiscale.cli.search;

import org.jspecify.annotations.NullMarked;
