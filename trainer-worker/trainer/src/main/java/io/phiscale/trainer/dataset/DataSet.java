package io.phiscale.trainer.dataset;

import io.phiscale.protocol.dataset.DataSetFacts;
import java.util.Optional;

/** Labelled images: some to learn from, some to be tested on. Thread-safe. */
public interface DataSet {

    /** What was found when the data were opened, which may be more than was declared. */
    DataSetFacts facts();

    Split training();

    /** The data set's own validation split; where it has none, images are held out of the training split. */
    Optional<Split> validation();

    Split test();

    /**
     * The same data, for images that have to be decoded: once, at the largest resolution that anybody will ask for, and
     * resized from there. Others stay as they are.
     *
     * @param resolution in pixels
     */
    default DataSet decodedAt(int resolution) {
        return this;
    }

    /**
     * Identifies the data in a result: {@code sha256:} and 64 hexadecimal digits, of all pixels and labels;
     * {@code listing-sha256:} and as many, of the names and sizes of files alone; or {@code generated:} and what did so.
     */
    String contentHash();
}
