/** The walls of the architecture. */
@NullMarked
package io.phiscale.walls;

import org.jspecify.annotations.NullMarked;
