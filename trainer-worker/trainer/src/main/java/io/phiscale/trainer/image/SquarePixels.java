package io.phiscale.trainer.image;

import java.awt.image.BufferedImage;

/**
 * The largest square in the middle of an image, as planes of bytes.
 *
 * @param size in pixels
 * @param bytes [channels, size, size], unsigned
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, and too large to copy
public record SquarePixels(int channels, int size, byte[] bytes) {

    /** @param channels 1 for luma (ITU-R 601, as Pillow does it) or 3 for red, green and blue */
    public static SquarePixels of(BufferedImage image, int channels) {
        int size = Math.min(image.getWidth(), image.getHeight());
        int left = (image.getWidth() - size) / 2;
        int top = (image.getHeight() - size) / 2;
        byte[] bytes = new byte[channels * size * size];
        int[] row = new int[size];
        for (int y = 0; y < size; y++) {
            image.getRGB(left, top + y, size, 1, row, 0, size);
            for (int x = 0; x < size; x++) {
                int place = y * size + x;
                int red = row[x] >> 16 & 0xff;
                int green = row[x] >> 8 & 0xff;
                int blue = row[x] & 0xff;
                if (channels == 1) {
                    bytes[place] = (byte) Math.round(0.299f * red + 0.587f * green + 0.114f * blue);
                } else {
                    bytes[place] = (byte) red;
                    bytes[size * size + place] = (byte) green;
                    bytes[2 * size * size + place] = (byte) blue;
                }
            }
        }
        return new SquarePixels(channels, size, bytes);
    }

    /** @return [channels, resolution, resolution], unsigned */
    public byte[] at(int resolution) {
        return new AntialiasedResizer(size, resolution).resize(bytes, channels);
    }
}
