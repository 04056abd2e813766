/** The training engine on Deeplearning4j and ND4J, and the program that an agent starts for every trial. */
@NullMarked
package io.phiscale.engine.dl4j;

import org.jspecify.annotations.NullMarked;
