package io.phiscale.analysis.scheduling;

/**
 * One training of a search.
 *
 * @param candidate its fingerprint
 * @param rung from 0
 */
public record Training(String candidate, long seed, int rung) {}
