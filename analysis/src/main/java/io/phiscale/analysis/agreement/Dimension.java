package io.phiscale.analysis.agreement;

import io.phiscale.scaling.candidate.Shares;

/** What a network can grow in. */
public enum Dimension {
    DEPTH,
    WIDTH,
    RESOLUTION;

    /** The one that most is spent on; of equal ones the first. */
    public static Dimension most(Shares shares) {
        if (shares.depth() >= shares.width() && shares.depth() >= shares.resolution()) {
            return DEPTH;
        }
        return shares.width() >= shares.resolution() ? WIDTH : RESOLUTION;
    }
}
