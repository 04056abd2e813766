/** The life of one claimed trial. */
@NullMarked
package io.phiscale.agent.trial;

import org.jspecify.annotations.NullMarked;
