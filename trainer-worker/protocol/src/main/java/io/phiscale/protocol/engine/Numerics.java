package io.phiscale.protocol.engine;

/**
 * How a training computes: what may change its result although network, recipe, data and seed are the same.
 *
 * @param deterministic whether it comes to the same bits each time on the same kind of GPU, at the cost of speed;
 *     processors do anyway
 */
public record Numerics(Precision precision, boolean deterministic) {
    public static final Numerics DEFAULT = new Numerics(Precision.FP32, false);
}
