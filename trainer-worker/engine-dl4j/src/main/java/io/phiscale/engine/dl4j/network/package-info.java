/** From an architecture to a Deeplearning4j network. */
@NullMarked
package io.phiscale.engine.dl4j.network;

import org.jspecify.annotations.NullMarked;
