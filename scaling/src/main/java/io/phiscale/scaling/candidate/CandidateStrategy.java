package io.phiscale.scaling.candidate;

import io.phiscale.scaling.coefficient.Scaler;

/** A way to find networks that spend about the same on depth, width and resolution together. */
public sealed interface CandidateStrategy permits CoefficientStrategy, Realised {
    /** More than this many coefficients are refused. */
    int MOST_COEFFICIENTS = 250_000;

    /** By what compute should grow with each step of phi; 2 in the paper. */
    double target();

    /**
     * What the product of coefficients is to be near to, where several build one network. The target; around a network that
     * was found before, its own product: there, the target is what that one really costs.
     */
    default double product() {
        return target();
    }

    /** The compound coefficient at which candidates are built; 1 in the paper. */
    double phi();

    /**
     * @param batchSize of the trainings, by which memory is estimated
     * @throws io.phiscale.scaling.validation.InvalidValueException where nothing meets the target (it says what comes
     *     nearest), or too much does, or something that does cannot be built
     */
    CandidateSet candidates(Scaler scaler, int batchSize);
}
