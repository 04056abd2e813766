/** Checkpoints: the objects in the artifact store, and the rows that say what they are. */
@NullMarked
package io.phiscale.search.artifact;

import org.jspecify.annotations.NullMarked;
