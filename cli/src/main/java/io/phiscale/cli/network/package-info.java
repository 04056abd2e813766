/** Commands that need no coordinator: cost, candidates, ladder. */
@NullMarked
package io.phiscale.cli.network;

import org.jspecify.annotations.NullMarked;
