package io.phiscale.trainer.pipeline;

import io.phiscale.protocol.recipe.Augmentation;
import io.phiscale.trainer.random.SeededRandom;

/**
 * How one image is shown once: moved by so many pixels, what comes in from outside being black, and then perhaps
 * mirrored. This is a random crop of the padded image.
 */
record Placement(int moveX, int moveY, boolean mirrored) {
    static final Placement AS_IT_IS = new Placement(0, 0, false);
    /** Keeps these draws apart from those of the data order, which share seed and epoch. */
    private static final long PURPOSE = 2;

    /**
     * Depends on these numbers alone: neither on other images nor on the network that trains. At every resolution an
     * image moves by the same share of it, up to the pixel.
     */
    static Placement random(Augmentation augmentation, int resolution, long seed, int epoch, int index) {
        SeededRandom random = new SeededRandom(PURPOSE, seed, epoch, index);
        double padding = augmentation.cropPadding() * resolution;
        int moveX = Math.toIntExact(Math.round(random.nextDouble(-padding, padding)));
        int moveY = Math.toIntExact(Math.round(random.nextDouble(-padding, padding)));
        return new Placement(moveX, moveY, augmentation.flip() && random.nextInt(2) == 1);
    }

    /** Writes one channel, normalised. */
    void write(byte[] pixels, ImageSize size, int channel, Normalization normalization, float[] target, int offset) {
        int resolution = size.resolution();
        int begin = channel * size.pixels();
        float black = normalization.of(channel, (byte) 0);
        for (int y = 0; y < resolution; y++) {
            int fromY = y + moveY;
            boolean rowInside = fromY >= 0 && fromY < resolution;
            for (int x = 0; x < resolution; x++) {
                int fromX = (mirrored ? resolution - 1 - x : x) + moveX;
                boolean inside = rowInside && fromX >= 0 && fromX < resolution;
                target[offset + begin + y * resolution + x] =
                        inside ? normalization.of(channel, pixels[begin + fromY * resolution + fromX]) : black;
            }
        }
    }
}
