/** How fast trainers are on this machine, alone and side by side. */
@NullMarked
package io.phiscale.agent.measure;

import org.jspecify.annotations.NullMarked;
