/**
 * The files that users write: searches and networks of their own, in YAML or JSON. What they say is turned into the
 * domain's own types here, once, for the coordinator and the command line alike.
 */
@NullMarked
package io.phiscale.specification;

import org.jspecify.annotations.NullMarked;
