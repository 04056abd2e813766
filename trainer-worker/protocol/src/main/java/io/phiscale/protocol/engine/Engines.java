package io.phiscale.protocol.engine;

import java.util.List;

/** The libraries that trials may be trained with, by the names that searches give them. */
public final class Engines {
    public static final String DEEPLEARNING4J = "dl4j";
    public static final String LIBTORCH = "libtorch";

    /** The fastest first, wherever both run: {@code bench/RESULTS.md} has the measurements. */
    public static final List<String> ALL = List.of(LIBTORCH, DEEPLEARNING4J);

    private Engines() {}
}
