package io.phiscale.trainer.pipeline;

/** Channels, and the width and height in pixels, of the images that a network takes. */
public record ImageSize(int channels, int resolution) {

    /** In one channel. */
    public int pixels() {
        return resolution * resolution;
    }

    /** In all channels. */
    public int numbers() {
        return channels * pixels();
    }
}
