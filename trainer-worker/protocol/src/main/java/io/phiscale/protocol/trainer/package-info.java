/** What agent and trainer process say to each other over pipes: a job in, events out, one JSON document a line. */
@NullMarked
package io.phiscale.protocol.trainer;

import org.jspecify.annotations.NullMarked;
