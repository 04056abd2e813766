/** A whole search on one machine, with one command. */
@NullMarked
package io.phiscale.cli.quickstart;

import org.jspecify.annotations.NullMarked;
