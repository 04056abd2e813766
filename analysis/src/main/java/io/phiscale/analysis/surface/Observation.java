package io.phiscale.analysis.surface;

import io.phiscale.scaling.candidate.Shares;

/**
 * What a candidate came to at one rung.
 *
 * @param candidate its fingerprint
 * @param costRatio realised multiply-adds over the baseline's
 * @param rung from 0
 * @param score mean over seeds
 * @param seeds how many
 */
public record Observation(String candidate, Shares shares, double costRatio, int rung, double score, int seeds) {}
