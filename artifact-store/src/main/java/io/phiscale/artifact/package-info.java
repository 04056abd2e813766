/** Where checkpoints and other large files are kept: one interface, a directory or an S3 bucket behind it. */
@NullMarked
package io.phiscale.artifact;

import org.jspecify.annotations.NullMarked;
