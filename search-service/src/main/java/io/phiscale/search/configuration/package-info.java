/** What can be configured, and what is set up from it. */
@NullMarked
package io.phiscale.search.configuration;

import org.jspecify.annotations.NullMarked;
