package io.phiscale.trainer.dataset;

import io.phiscale.protocol.dataset.DataSetFacts;
import java.util.Optional;

/** A data set whose images have one resolution and are all in memory. */
public record StoredDataSet(DataSetFacts facts, StoredSplit training, StoredSplit test, String contentHash)
        implements DataSet {

    /** @param declared name, classes, channels and resolution; the number of images is that of the training split */
    public static StoredDataSet of(DataSetFacts declared, StoredSplit training, StoredSplit test) {
        DataSetFacts facts = new DataSetFacts(
                declared.name(), declared.classes(), declared.channels(), declared.resolution(), training.size());
        String hash = new ContentHash()
                .add(training.pixels())
                .add(training.labels())
                .add(test.pixels())
                .add(test.labels())
                .finish();
        return new StoredDataSet(facts, training, test, hash);
    }

    @Override
    public Optional<Split> validation() {
        return Optional.empty();
    }
}
