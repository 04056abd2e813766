package io.phiscale.protocol.dataset;

import java.util.List;

/** The data sets that every worker knows how to read. */
public final class BuiltInDataSets {
    public static final DataSetFacts FASHION_MNIST = new DataSetFacts("fashion-mnist", 10, 1, 28, 60_000);
    public static final DataSetFacts MNIST = new DataSetFacts("mnist", 10, 1, 28, 60_000, 0, false);
    public static final DataSetFacts CIFAR_10 = new DataSetFacts("cifar-10", 10, 3, 32, 50_000);
    public static final DataSetFacts CIFAR_100 = new DataSetFacts("cifar-100", 100, 3, 32, 50_000);
    /** Discs, squares, triangles and crosses in noise, drawn at any resolution: for tests. */
    public static final DataSetFacts SHAPES = new DataSetFacts("shapes", 4, 1, 0, 4_096);

    public static final List<DataSetFacts> ALL = List.of(FASHION_MNIST, MNIST, CIFAR_10, CIFAR_100, SHAPES);

    private BuiltInDataSets() {}
}
