/** The embedded PostgreSQL; the migrations lie beside it, in {@code db/migration}. */
@NullMarked
package io.phiscale.db;

import org.jspecify.annotations.NullMarked;
