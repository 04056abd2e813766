package io.phiscale.trainer.image;

import java.util.Arrays;

/**
 * Resizes square images with a triangle filter whose support grows as they shrink, so that every input pixel counts:
 * what Pillow and torchvision call bilinear with antialiasing. Thread-safe.
 */
public final class AntialiasedResizer {
    private final int from;
    private final int to;
    /** For each output pixel of a row or column, the first input pixel that it sees. */
    private final int[] first;
    /** For each output pixel, the weights of the input pixels from the first on; they add up to 1. */
    private final float[][] weights;

    /** @param from size of the images before, and {@code to} after, in pixels */
    public AntialiasedResizer(int from, int to) {
        this.from = from;
        this.to = to;
        first = new int[to];
        weights = new float[to][];
        double scale = (double) from / to;
        double support = Math.max(scale, 1);
        for (int i = 0; i < to; i++) {
            double centre = (i + 0.5) * scale;
            first[i] = Math.max(0, (int) (centre - support + 0.5));
            int end = Math.min(from, (int) (centre + support + 0.5));
            weights[i] = triangle(first[i], end, centre, support);
        }
    }

    private static float[] triangle(int begin, int end, double centre, double support) {
        double[] raw = new double[end - begin];
        double sum = 0;
        for (int i = 0; i < raw.length; i++) {
            raw[i] = Math.max(0, 1 - Math.abs(begin + i + 0.5 - centre) / support);
            sum += raw[i];
        }
        float[] normalised = new float[raw.length];
        for (int i = 0; i < raw.length; i++) {
            normalised[i] = (float) (raw[i] / sum);
        }
        return normalised;
    }

    /**
     * @param pixels [channels, from, from], unsigned
     * @return [channels, to, to], unsigned, rounded to the nearest
     */
    public byte[] resize(byte[] pixels, int channels) {
        if (from == to) {
            return pixels;
        }
        byte[] resized = new byte[channels * to * to];
        float[] rows = new float[from * to];
        for (int channel = 0; channel < channels; channel++) {
            shrinkRows(pixels, channel * from * from, rows);
            shrinkColumns(rows, resized, channel * to * to);
        }
        return resized;
    }

    private void shrinkRows(byte[] pixels, int offset, float[] rows) {
        for (int y = 0; y < from; y++) {
            for (int x = 0; x < to; x++) {
                float[] weight = weights[x];
                int begin = offset + y * from + first[x];
                float sum = 0;
                for (int i = 0; i < weight.length; i++) {
                    sum += weight[i] * (pixels[begin + i] & 0xff);
                }
                rows[y * to + x] = sum;
            }
        }
    }

    private void shrinkColumns(float[] rows, byte[] resized, int offset) {
        float[] sums = new float[to];
        for (int y = 0; y < to; y++) {
            Arrays.fill(sums, 0);
            for (int i = 0; i < weights[y].length; i++) {
                float weight = weights[y][i];
                int begin = (first[y] + i) * to;
                for (int x = 0; x < to; x++) {
                    sums[x] += weight * rows[begin + x];
                }
            }
            for (int x = 0; x < to; x++) {
                resized[offset + y * to + x] = (byte) Math.min(255, Math.max(0, Math.round(sums[x])));
            }
        }
    }
}
