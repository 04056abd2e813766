/** What a program that measures and a trainer say to each other: one job, one answer. */
@NullMarked
package io.phiscale.protocol.measurement;

import org.jspecify.annotations.NullMarked;
