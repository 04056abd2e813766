/** What coordinator, agents and command line all call the engines. */
@NullMarked
package io.phiscale.protocol.engine;

import org.jspecify.annotations.NullMarked;
