/** Errors as problem details (RFC 9457): field, value, what is allowed; never a stack trace. */
@NullMarked
package io.phiscale.search.error;

import org.jspecify.annotations.NullMarked;
