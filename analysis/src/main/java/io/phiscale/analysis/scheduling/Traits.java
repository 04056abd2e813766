package io.phiscale.analysis.scheduling;

import io.phiscale.scaling.candidate.Shares;

/**
 * What is known of a candidate before it is trained.
 *
 * @param shares how its growth is spent
 * @param costRatio realised multiply-adds over the baseline's
 */
public record Traits(Shares shares, double costRatio) {}
