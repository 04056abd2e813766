package io.phiscale.protocol.engine;

import java.util.List;

/** The libraries that trials may be trained with, by the names that searches give them. */
public final class Engines {
    public static final String DEEPLEARNING4J = "dl4j";
    public static final String LIBTORCH = "libtorch";

    /** Where a search names none. */
    public static final String DEFAULT = DEEPLEARNING4J;

    public static final List<String> ALL = List.of(DEEPLEARNING4J, LIBTORCH);

    private Engines() {}
}
