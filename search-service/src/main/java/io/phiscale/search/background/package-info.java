/** Short work that any coordinator may do; db-scheduler sees to it that one of them does. */
@NullMarked
package io.phiscale.search.background;

import org.jspecify.annotations.NullMarked;
