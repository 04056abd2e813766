package io.phiscale.analysis.scheduling;

import io.phiscale.scaling.candidate.Shares;

/**
 * What is known of a candidate before it is trained.
 *
 * @param shares how its growth is spent
 * @param costRatio realised multiply-adds over the baseline's
 * @param isControl whether others are held against it: then it is trained to the last rung, however it does
 */
public record Traits(Shares shares, double costRatio, boolean isControl) {}
