package io.phiscale.trainer.engine;

import java.util.List;

/**
 * Images of one size that an engine may keep where it computes. Two of them are the same only where they are one object.
 */
public final class StoredImages {
    /** Of a pixel of 8 bits. */
    public static final int LEVELS = 256;

    private final int channels;
    private final int resolution;
    private final List<byte[]> pixels;
    private final float[] normalized;

    /**
     * @param pixels of each image: [channels, resolution, resolution], unsigned; never changed
     * @param normalized the number that each level of each channel stands for: [channels × 256]
     */
    public StoredImages(int channels, int resolution, List<byte[]> pixels, float[] normalized) {
        this.channels = channels;
        this.resolution = resolution;
        this.pixels = pixels;
        this.normalized = normalized.clone();
    }

    public int channels() {
        return channels;
    }

    public int resolution() {
        return resolution;
    }

    public int size() {
        return pixels.size();
    }

    /** [channels, resolution, resolution], unsigned; not to be changed. */
    public byte[] pixels(int image) {
        return pixels.get(image);
    }

    /** The number that each level of each channel stands for: [channels × 256]. */
    public float[] normalized() {
        return normalized.clone();
    }
}
