package io.phiscale.trainer.fake;

import io.phiscale.protocol.dataset.DataSetFacts;
import io.phiscale.trainer.dataset.DataSet;
import io.phiscale.trainer.dataset.Split;
import java.util.Optional;

/** A data set of any splits. */
public record FakeDataSet(FakeSplit training, Optional<FakeSplit> own, FakeSplit test) implements DataSet {
    public static FakeDataSet of(int training, int test) {
        return new FakeDataSet(new FakeSplit(training), Optional.empty(), new FakeSplit(test));
    }

    @Override
    public DataSetFacts facts() {
        return new DataSetFacts("fake", training.classes(), training.channels(), 0, training.size());
    }

    @Override
    public Optional<Split> validation() {
        return own.map(split -> split);
    }

    @Override
    public String contentHash() {
        return "fake";
    }
}
