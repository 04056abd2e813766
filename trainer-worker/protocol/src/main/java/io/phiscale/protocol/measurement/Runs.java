package io.phiscale.protocol.measurement;

import io.phiscale.scaling.validation.InvalidValueException;
import java.util.Collections;
import java.util.List;

/**
 * How fast steps were, in runs of several each.
 *
 * @param batchSize images of a step
 * @param steps of each run
 * @param imagesPerSecond of each run, in the order in which they were made
 */
public record Runs(int batchSize, int steps, List<Double> imagesPerSecond) {
    public Runs {
        imagesPerSecond = List.copyOf(imagesPerSecond);
        if (imagesPerSecond.isEmpty()) {
            throw new InvalidValueException("imagesPerSecond", "empty", "one number for each run");
        }
    }

    /** Images per second; of an even number of runs, the mean of the two in the middle. */
    public double median() {
        List<Double> sorted = imagesPerSecond.stream().sorted().toList();
        int size = sorted.size();
        return (sorted.get((size - 1) / 2) + sorted.get(size / 2)) / 2;
    }

    public double least() {
        return Collections.min(imagesPerSecond);
    }

    public double most() {
        return Collections.max(imagesPerSecond);
    }

    /** At median speed. */
    public double secondsPerStep() {
        return batchSize / median();
    }
}
