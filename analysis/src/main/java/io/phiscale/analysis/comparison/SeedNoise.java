package io.phiscale.analysis.comparison;

/**
 * What is left of the spread between trainings once candidates and seeds have had their part: how much a score moves when
 * a network is trained again.
 *
 * @param deviation standard deviation, in the unit of the scores
 * @param degreesOfFreedom by which it was estimated, at least 1
 */
public record SeedNoise(double deviation, int degreesOfFreedom) {}
