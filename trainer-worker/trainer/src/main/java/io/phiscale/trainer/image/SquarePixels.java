package io.phiscale.trainer.image;

import java.awt.color.ColorSpace;
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
        BufferedImage square = image.getSubimage(left, top, size, size);
        boolean grey = image.getColorModel().getColorSpace().getType() == ColorSpace.TYPE_GRAY;
        byte[] bytes = new byte[channels * size * size];
        int[] row = new int[size];
        for (int y = 0; y < size; y++) {
            if (grey) {
                greyRow(square, y, row);
            } else {
                square.getRGB(0, y, size, 1, row, 0, size);
            }
            store(row, channels, y * size, bytes);
        }
        return new SquarePixels(channels, size, bytes);
    }

    /** Not by getRGB: the JDK takes grey to be linear, and would brighten what every other program leaves as it is. */
    private static void greyRow(BufferedImage image, int y, int[] row) {
        image.getRaster().getSamples(0, y, row.length, 1, 0, row);
        int surplusBits = Math.max(0, image.getColorModel().getComponentSize(0) - Byte.SIZE);
        for (int x = 0; x < row.length; x++) {
            int grey = row[x] >> surplusBits;
            row[x] = grey << 16 | grey << 8 | grey;
        }
    }

    private static void store(int[] row, int channels, int place, byte[] bytes) {
        int plane = row.length * row.length;
        for (int x = 0; x < row.length; x++) {
            int red = row[x] >> 16 & 0xff;
            int green = row[x] >> 8 & 0xff;
            int blue = row[x] & 0xff;
            if (channels == 1) {
                bytes[place + x] = (byte) Math.round(0.299f * red + 0.587f * green + 0.114f * blue);
            } else {
                bytes[place + x] = (byte) red;
                bytes[plane + place + x] = (byte) green;
                bytes[2 * plane + place + x] = (byte) blue;
            }
        }
    }

    /** @return [channels, resolution, resolution], unsigned */
    public byte[] at(int resolution) {
        return new AntialiasedResizer(size, resolution).resize(bytes, channels);
    }
}
