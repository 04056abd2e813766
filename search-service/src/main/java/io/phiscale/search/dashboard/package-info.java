/** The web dashboard: server-rendered pages that update themselves. */
@NullMarked
package io.phiscale.search.dashboard;

import org.jspecify.annotations.NullMarked;
