package io.phiscale.trainer.engine;

/**
 * Images and their labels.
 *
 * @param images [size, channels, resolution, resolution], row by row, normalised
 * @param labels [size], from 0
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, and too large to copy
public record Batch(int size, int channels, int resolution, float[] images, int[] labels) {
    public Batch {
        long expected = (long) size * channels * resolution * resolution;
        if (images.length != expected || labels.length != size) {
            throw new IllegalArgumentException("batch of %d × %d × %d² with %d numbers and %d labels"
                    .formatted(size, channels, resolution, images.length, labels.length));
        }
    }
}
