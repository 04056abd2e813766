package io.phiscale.analysis.agreement;

import io.phiscale.scaling.candidate.Shares;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What a network can grow in. */
public enum Dimension {
    DEPTH,
    WIDTH,
    RESOLUTION;

    private static final double ALIKE = 1e-9;

    /** The one that most is spent on; empty where that are several. */
    public static Optional<Dimension> most(Shares shares) {
        double most = Math.max(shares.depth(), Math.max(shares.width(), shares.resolution()));
        List<Dimension> those = Arrays.stream(values())
                .filter(dimension -> most - dimension.of(shares) < ALIKE)
                .toList();
        return those.size() == 1 ? Optional.of(those.get(0)) : Optional.empty();
    }

    private double of(Shares shares) {
        return switch (this) {
            case DEPTH -> shares.depth();
            case WIDTH -> shares.width();
            case RESOLUTION -> shares.resolution();
        };
    }
}
