package io.phiscale.trainer.dataset;

/** Reads the images of a split at one resolution. Thread-safe. */
@FunctionalInterface
public interface ImageReader {

    /**
     * @return [channels, resolution, resolution], row by row, unsigned, black is 0
     * @throws io.phiscale.trainer.error.TrainingException {@code DATA_UNREADABLE} where this one image is corrupt
     */
    byte[] read(int index);
}
