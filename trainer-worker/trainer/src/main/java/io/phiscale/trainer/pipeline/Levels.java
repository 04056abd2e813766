package io.phiscale.trainer.pipeline;

/** How often each level, from 0 to 255, occurs in each channel of the images that are added. Thread-safe. */
final class Levels {
    static final int COUNT = 256;

    private final ImageSize size;
    /** [channels × 256]. */
    private final long[] counts;

    Levels(ImageSize size) {
        this.size = size;
        this.counts = new long[size.channels() * COUNT];
    }

    void add(byte[] pixels) {
        int[] own = new int[counts.length];
        for (int i = 0; i < pixels.length; i++) {
            own[i / size.pixels() * COUNT + (pixels[i] & 0xff)]++;
        }
        // Threads meet only here, once an image.
        synchronized (this) {
            for (int i = 0; i < own.length; i++) {
                counts[i] += own[i];
            }
        }
    }

    synchronized long of(int channel, int level) {
        return counts[channel * COUNT + level];
    }
}
