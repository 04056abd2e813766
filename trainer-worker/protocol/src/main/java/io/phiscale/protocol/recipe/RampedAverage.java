package io.phiscale.protocol.recipe;

/**
 * Exponential averages over steps whose decay rises from 0.1 to the one that is meant, as (1 + steps) / (10 + steps):
 * TensorFlow's rule. With a constant one, a training of a few hundred steps would be judged by its beginnings.
 */
public final class RampedAverage {
    private RampedAverage() {}

    /** @return what the average takes of the next number, from 0 to 1 */
    public static double newShare(double decay, long stepsBefore) {
        return 1 - Math.min(decay, (1.0 + stepsBefore) / (10.0 + stepsBefore));
    }
}
