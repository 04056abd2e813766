package io.phiscale.trainer.dataset.shapes;

import io.phiscale.protocol.dataset.BuiltInDataSets;
import io.phiscale.protocol.dataset.DataSetFacts;
import io.phiscale.trainer.dataset.DataSet;
import io.phiscale.trainer.dataset.Split;
import java.util.Optional;

/** Discs, squares, triangles and crosses in noise, drawn sharply at whatever resolution is asked for. */
public final class Shapes implements DataSet {
    private static final int TEST_IMAGES = 1_024;
    /** A change to the drawing is a change of the data: raise this with it. */
    private static final String VERSION = "1";

    private final int testImages;

    public Shapes() {
        this(TEST_IMAGES);
    }

    /** @param testImages how many to test on: fewer, where the outcome does not matter */
    public Shapes(int testImages) {
        this.testImages = testImages;
    }

    @Override
    public DataSetFacts facts() {
        return BuiltInDataSets.SHAPES;
    }

    @Override
    public Split training() {
        return new DrawnSplit(facts().trainingImages(), 0);
    }

    @Override
    public Optional<Split> validation() {
        return Optional.empty();
    }

    @Override
    public Split test() {
        return new DrawnSplit(testImages, 1);
    }

    @Override
    public String contentHash() {
        return "generated:shapes-" + VERSION;
    }
}
