package io.phiscale.trainer.engine;

import io.phiscale.protocol.engine.Precision;
import java.util.Map;

/** A library that builds and trains networks. One trainer process has one. */
public interface TrainingEngine {

    /** As searches name it, such as {@code dl4j}. */
    String name();

    /** Versions, device, threads: whatever may change a result, but for the name and the numerics that were asked for. */
    Map<String, String> provenance();

    /**
     * Builds a network with random weights that follow from the plan's seed alone. Whoever trains it checks that it has
     * the parameters that its architecture counts.
     */
    TrainableNetwork build(NetworkPlan plan);

    /**
     * How many bytes of images it can keep where it computes, to put batches together there ({@link Batch#placed}); 0 for
     * one that wants their numbers.
     */
    default long imageMemory() {
        return 0;
    }

    /**
     * Multiplies two square matrices of random numbers, which asks as much of a device's arithmetic as anything does.
     *
     * @param size rows and columns, a multiple of 64
     * @return seconds of the product alone
     */
    double matrixProduct(int size, Precision precision);
}
