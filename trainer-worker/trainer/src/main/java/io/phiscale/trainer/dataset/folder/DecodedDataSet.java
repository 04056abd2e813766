package io.phiscale.trainer.dataset.folder;

import io.phiscale.protocol.dataset.DataSetFacts;
import io.phiscale.trainer.dataset.DataSet;
import io.phiscale.trainer.dataset.Split;
import io.phiscale.trainer.dataset.decoded.DecodedImages;
import java.util.Optional;

/** The images of files, decoded once at one resolution and resized from there. */
record DecodedDataSet(FileDataSet files, Split training, Optional<Split> validation, Split test) implements DataSet {

    /** @param kept where images go that were decoded */
    static DecodedDataSet of(FileDataSet files, int resolution, DecodedImages kept) {
        return new DecodedDataSet(
                files,
                DecodedSplit.of(files.training(), resolution, kept),
                files.ownValidation().map(split -> DecodedSplit.of(split, resolution, kept)),
                DecodedSplit.of(files.test(), resolution, kept));
    }

    @Override
    public DataSetFacts facts() {
        return files.facts();
    }

    @Override
    public String contentHash() {
        return files.contentHash();
    }
}
