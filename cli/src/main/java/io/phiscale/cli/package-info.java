/** The phiscale command. */
@NullMarked
package io.phiscale.cli;

import org.jspecify.annotations.NullMarked;
