/** The coordinator's REST API, seen from the command line. */
@NullMarked
package io.phiscale.cli.server;

import org.jspecify.annotations.NullMarked;
