package io.phiscale.protocol.measurement;

import java.util.Map;
import java.util.Objects;

/**
 * How fast an engine trains a network on a device, and how much of the device that takes.
 *
 * @param parameters of the network as it was really built
 * @param peakMemory of the trainer process while it trained, in bytes
 * @param peakOperations floating-point operations per second, two to a multiply-add, that a large matrix product reaches
 *     on the same device in the same process
 * @param provenance engine, versions, device, precision, machine
 */
public record TrainingSpeed(
        long parameters, Runs runs, long peakMemory, double peakOperations, Map<String, String> provenance) {
    /** Forward pass, and backward pass for inputs and weights, each of which multiplies as much (Kaplan et al., 2020). */
    private static final int PASSES = 3;

    private static final int OPERATIONS_PER_MULTIPLY_ADD = 2;

    public TrainingSpeed {
        Objects.requireNonNull(runs, "runs");
        provenance = Map.copyOf(provenance);
    }

    /**
     * The share of the device's peak that the training reaches: 3 × 2 × multiply-adds × images per second over peak
     * operations per second. What is not convolution or matrix product counts for nothing.
     *
     * @param multiplyAdds of one image's forward pass
     */
    public double shareOfPeak(long multiplyAdds) {
        return (double) PASSES * OPERATIONS_PER_MULTIPLY_ADD * multiplyAdds * runs.median() / peakOperations;
    }
}
