/** Commands that start programs: serve and work. */
@NullMarked
package io.phiscale.cli.process;

import org.jspecify.annotations.NullMarked;
