/** A coordinator that keeps its checkpoints in a bucket. */
@NullMarked
package io.phiscale.bucket;

import org.jspecify.annotations.NullMarked;
