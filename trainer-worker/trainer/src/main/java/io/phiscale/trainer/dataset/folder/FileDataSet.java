package io.phiscale.trainer.dataset.folder;

import io.phiscale.protocol.dataset.DataSetFacts;
import io.phiscale.trainer.dataset.ContentHash;
import io.phiscale.trainer.dataset.DataSet;
import io.phiscale.trainer.dataset.Split;
import io.phiscale.trainer.dataset.decoded.DecodedImages;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A data set of image files. */
record FileDataSet(
        Path folder,
        DecodedImages kept,
        DataSetFacts facts,
        FileSplit training,
        Optional<FileSplit> ownValidation,
        FileSplit test)
        implements DataSet {

    @Override
    public Optional<Split> validation() {
        return ownValidation.map(split -> split);
    }

    @Override
    public DataSet decodedAt(int resolution) {
        return DecodedDataSet.of(this, resolution, kept);
    }

    /**
     * Of every file's place and size, not of its content: a trial that takes a thousand images decodes those alone, and
     * must not read all of a hundred gigabytes for a hash. A file replaced by one of the same size goes unnoticed; the
     * prefix says so.
     */
    @Override
    public String contentHash() {
        ContentHash hash = new ContentHash();
        Stream.concat(Stream.of(training, test), ownValidation.stream())
                .map(FileSplit::files)
                .flatMap(List::stream)
                .map(LabelledFile::path)
                .sorted()
                .forEach(path -> hash.add(
                        folder.relativize(path) + " " + FileVersion.of(path).size() + "\n"));
        return "listing-" + hash.finish();
    }
}
