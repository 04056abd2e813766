/** What the user can mend. */
@NullMarked
package io.phiscale.cli.failure;

import org.jspecify.annotations.NullMarked;
