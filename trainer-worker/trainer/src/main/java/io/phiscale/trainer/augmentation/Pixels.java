package io.phiscale.trainer.augmentation;

import java.util.function.IntUnaryOperator;

/**
 * A square image.
 *
 * @param values [channels, resolution, resolution], unsigned; not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Pixels(byte[] values, int channels, int resolution) {
    static final int MOST = 255;

    /** Of one channel. */
    int area() {
        return resolution * resolution;
    }

    /** @param index among all values */
    int at(int index) {
        return values[index] & MOST;
    }

    /** @param number of each index among all values; what is below 0 or above 255 is cut off */
    Pixels with(IntUnaryOperator number) {
        byte[] changed = new byte[values.length];
        for (int index = 0; index < changed.length; index++) {
            changed[index] = (byte) Math.max(0, Math.min(MOST, number.applyAsInt(index)));
        }
        return new Pixels(changed, channels, resolution);
    }

    /** @param number of each level from 0 to 255 */
    Pixels withLevels(IntUnaryOperator number) {
        return with(index -> number.applyAsInt(at(index)));
    }

    /** How bright a pixel is: the eye's measure of colours (ITU-R 601), and the mean of any other number of channels. */
    double grey(int pixel) {
        int area = area();
        if (channels == 3) {
            return 0.299 * at(pixel) + 0.587 * at(area + pixel) + 0.114 * at(2 * area + pixel);
        }
        double sum = 0;
        for (int channel = 0; channel < channels; channel++) {
            sum += at(channel * area + pixel);
        }
        return sum / channels;
    }
}
