/** What this machine computes on, and which engines do. */
@NullMarked
package io.phiscale.agent.device;

import org.jspecify.annotations.NullMarked;
