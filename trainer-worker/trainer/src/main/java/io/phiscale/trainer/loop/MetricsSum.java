package io.phiscale.trainer.loop;

import io.phiscale.protocol.trainer.SplitMetrics;

/** Adds up how well a network does, image by image, in double precision. */
final class MetricsSum {
    private static final int FIVE = 5;

    private double loss;
    private long first;
    private long amongFive;
    private long images;

    /** @param logits [labels × classes], row by row, before softmax */
    void add(float[] logits, int[] labels, int classes) {
        if (logits.length != (long) labels.length * classes) {
            throw new IllegalStateException(
                    "%d logits for %d images and %d classes".formatted(logits.length, labels.length, classes));
        }
        for (int image = 0; image < labels.length; image++) {
            add(logits, image * classes, classes, labels[image]);
        }
    }

    private void add(float[] logits, int begin, int classes, int label) {
        float own = logits[begin + label];
        double largest = Double.NEGATIVE_INFINITY;
        int ahead = 0;
        for (int i = 0; i < classes; i++) {
            float other = logits[begin + i];
            largest = Math.max(largest, other);
            // Among equals the lower class comes first, so that a network which says nothing is right by chance alone.
            // What is no number is behind nothing, and nothing is behind it.
            boolean behind = other < own || (other == own && i >= label);
            ahead += behind ? 0 : 1;
        }
        double sum = 0;
        for (int i = 0; i < classes; i++) {
            sum += Math.exp(logits[begin + i] - largest);
        }
        loss += Math.log(sum) + largest - own;
        boolean number = !Float.isNaN(own);
        first += number && ahead == 0 ? 1 : 0;
        amongFive += number && ahead < FIVE ? 1 : 0;
        images++;
    }

    /** Means over all images so far. The loss is NaN or infinite where a logit was. */
    SplitMetrics mean() {
        return new SplitMetrics(loss / images, (double) first / images, (double) amongFive / images);
    }
}
