package io.phiscale.trainer.measure;

import io.phiscale.protocol.engine.Precision;
import io.phiscale.trainer.engine.TrainingEngine;

/** What a device can do at best: a large matrix product, which is what hardware and libraries are made for. */
final class DevicePeak {
    private static final int LEAST_SIZE = 1_024;
    private static final int MOST_SIZE = 16_384;
    /** A product this long hides what it takes to start one. */
    private static final double LONG_ENOUGH = 0.1;

    private static final int TIMES = 5;

    private DevicePeak() {}

    /** @return floating-point operations per second, two to a multiply-add, of the fastest of several products */
    static double operationsPerSecond(TrainingEngine engine, Precision precision) {
        int size = LEAST_SIZE;
        double fastest = engine.matrixProduct(size, precision);
        while (fastest < LONG_ENOUGH && size < MOST_SIZE) {
            size *= 2;
            fastest = engine.matrixProduct(size, precision);
        }
        for (int time = 1; time < TIMES; time++) {
            fastest = Math.min(fastest, engine.matrixProduct(size, precision));
        }
        return 2.0 * size * size * size / fastest;
    }
}
