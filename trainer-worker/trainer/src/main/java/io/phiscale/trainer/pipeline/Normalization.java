package io.phiscale.trainer.pipeline;

/**
 * Takes pixels to mean 0 and deviation 1, channel by channel, by the training images' mean and deviation. All images
 * of a training, those of the test too, go through the same one.
 */
public final class Normalization {
    /** The normalised number of each level of each channel: [channels × 256]. */
    private final float[] table;

    private Normalization(float[] table) {
        this.table = table;
    }

    public static Normalization of(PreparedImages training, ImageSize size) {
        float[] table = new float[size.channels() * Levels.COUNT];
        for (int channel = 0; channel < size.channels(); channel++) {
            fill(table, training.levels(), channel);
        }
        return new Normalization(table);
    }

    /** The normalised number of each level of each channel: [channels × 256]. */
    float[] table() {
        return table.clone();
    }

    float of(int channel, byte pixel) {
        return table[channel * Levels.COUNT + (pixel & 0xff)];
    }

    private static void fill(float[] table, Levels levels, int channel) {
        double count = 0;
        double sum = 0;
        double squares = 0;
        for (int level = 0; level < Levels.COUNT; level++) {
            double times = levels.of(channel, level);
            count += times;
            sum += times * level;
            squares += times * level * level;
        }
        double mean = sum / count;
        double deviation = Math.sqrt(Math.max(0, squares / count - mean * mean));
        for (int level = 0; level < Levels.COUNT; level++) {
            // A channel that never changes holds nothing to learn: all zeros, rather than a division by 0.
            table[channel * Levels.COUNT + level] = deviation > 0 ? (float) ((level - mean) / deviation) : 0;
        }
    }
}
