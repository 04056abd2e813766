/** Measurements: what {@code phiscale bench} runs. Each prints what it found, and asserts nothing about time. */
@NullMarked
package io.phiscale.bench;

import org.jspecify.annotations.NullMarked;
