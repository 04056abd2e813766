/** What coordinator and agent say to each other over HTTP. */
@NullMarked
package io.phiscale.protocol.trial;

import org.jspecify.annotations.NullMarked;
