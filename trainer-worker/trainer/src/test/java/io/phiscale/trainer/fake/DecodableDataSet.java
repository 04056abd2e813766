package io.phiscale.trainer.fake;

import io.phiscale.protocol.dataset.DataSetFacts;
import io.phiscale.trainer.dataset.DataSet;
import io.phiscale.trainer.dataset.Split;
import java.util.Optional;
import java.util.function.IntConsumer;

/** Passes for a data set whose images have to be decoded, and tells at which resolution they were to be. */
public record DecodableDataSet(DataSet images, IntConsumer decodedAt) implements DataSet {

    @Override
    public DataSet decodedAt(int resolution) {
        decodedAt.accept(resolution);
        return images;
    }

    @Override
    public DataSetFacts facts() {
        return images.facts();
    }

    @Override
    public Split training() {
        return images.training();
    }

    @Override
    public Optional<Split> validation() {
        return images.validation();
    }

    @Override
    public Split test() {
        return images.test();
    }

    @Override
    public String contentHash() {
        return images.contentHash();
    }
}
