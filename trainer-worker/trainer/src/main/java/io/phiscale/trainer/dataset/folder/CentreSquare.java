package io.phiscale.trainer.dataset.folder;

import java.awt.Rectangle;
import javax.imageio.ImageReadParam;

/**
 * What is decoded of an image: the largest square in its middle and, where that is far larger than what is wanted of
 * it, every so many-th pixel alone. All by the image and the wanted resolution: memory must not change a pixel.
 *
 * @param wanted resolution that the square is resized to afterwards
 */
record CentreSquare(int width, int height, int wanted) {
    /** Squares of up to this many pixels a side are read whole, so that the resizer sees every pixel of them. */
    private static final int READ_WHOLE = 2_048;
    /** What is left has to have so many pixels for each that is wanted, or shrinking it would hide no aliasing. */
    private static final int OVERSAMPLING = 2;
    /** Four 16-bit samples are the most that a decoder makes of a pixel; three planes of bytes follow. */
    private static final int BYTES_PER_PIXEL = 4 * Short.BYTES + 3;

    private int side() {
        return Math.min(width, height);
    }

    /** Every how many-th row and column is read. */
    int step() {
        int enough = (side() + READ_WHOLE - 1) / READ_WHOLE;
        return Math.max(1, Math.min(enough, side() / (OVERSAMPLING * wanted)));
    }

    /** Pixels a side once it is decoded. */
    int decoded() {
        return (side() - step() / 2 + step() - 1) / step();
    }

    /** The most memory that decoding and resizing take at once. */
    long bytes() {
        long resized = (long) Float.BYTES * decoded() * wanted + 3L * wanted * wanted;
        return (long) BYTES_PER_PIXEL * decoded() * decoded() + resized;
    }

    ImageReadParam in(ImageReadParam parameters) {
        parameters.setSourceRegion(new Rectangle((width - side()) / 2, (height - side()) / 2, side(), side()));
        parameters.setSourceSubsampling(step(), step(), step() / 2, step() / 2);
        return parameters;
    }
}
