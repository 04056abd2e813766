package io.phiscale.trainer.pipeline;

import java.util.stream.IntStream;

/**
 * Takes pixels to mean 0 and deviation 1, channel by channel, by the training images' mean and deviation. All images
 * of a training, those of the test too, go through the same one.
 */
public final class Normalization {
    private static final int LEVELS = 256;

    /** The normalised number of each level of each channel: [channels × 256]. */
    private final float[] table;

    private Normalization(float[] table) {
        this.table = table;
    }

    public static Normalization of(PreparedImages training, ImageSize size) {
        long[] histogram = IntStream.range(0, training.size())
                .parallel()
                .collect(
                        () -> new long[size.channels() * LEVELS],
                        (counts, image) -> count(training.pixels(image), size, counts),
                        Normalization::add);
        float[] table = new float[histogram.length];
        for (int channel = 0; channel < size.channels(); channel++) {
            fill(table, histogram, channel * LEVELS);
        }
        return new Normalization(table);
    }

    float of(int channel, byte pixel) {
        return table[channel * LEVELS + (pixel & 0xff)];
    }

    private static void fill(float[] table, long[] histogram, int begin) {
        double count = 0;
        double sum = 0;
        double squares = 0;
        for (int level = 0; level < LEVELS; level++) {
            double times = histogram[begin + level];
            count += times;
            sum += times * level;
            squares += times * level * level;
        }
        double mean = sum / count;
        double deviation = Math.sqrt(Math.max(0, squares / count - mean * mean));
        for (int level = 0; level < LEVELS; level++) {
            // A channel that never changes holds nothing to learn: all zeros, rather than a division by 0.
            table[begin + level] = deviation > 0 ? (float) ((level - mean) / deviation) : 0;
        }
    }

    private static void count(byte[] pixels, ImageSize size, long[] counts) {
        for (int i = 0; i < pixels.length; i++) {
            counts[i / size.pixels() * LEVELS + (pixels[i] & 0xff)]++;
        }
    }

    private static void add(long[] counts, long[] others) {
        for (int i = 0; i < counts.length; i++) {
            counts[i] += others[i];
        }
    }
}
