/** Who may do what, and from where. */
@NullMarked
package io.phiscale.search.security;

import org.jspecify.annotations.NullMarked;
