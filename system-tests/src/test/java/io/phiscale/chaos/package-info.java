/** Real processes, real faults, and a history that is checked afterwards. */
@NullMarked
package io.phiscale.chaos;

import org.jspecify.annotations.NullMarked;
