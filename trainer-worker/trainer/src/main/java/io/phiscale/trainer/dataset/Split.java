package io.phiscale.trainer.dataset;

/** A numbered list of labelled images. Thread-safe. */
public interface Split {
    int size();

    /** @return from 0 to classes - 1 */
    int label(int index);

    /** The images at this resolution, in pixels: rendered, resized, or as they are. */
    ImageReader at(int resolution);
}
