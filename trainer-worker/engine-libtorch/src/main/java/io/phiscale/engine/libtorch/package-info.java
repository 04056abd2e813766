/** The training engine on libtorch, through its JavaCPP presets: a program of its own, started by the agent. */
@NullMarked
package io.phiscale.engine.libtorch;

import org.jspecify.annotations.NullMarked;
