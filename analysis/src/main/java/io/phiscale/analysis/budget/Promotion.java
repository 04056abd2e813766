package io.phiscale.analysis.budget;

/** When a candidate goes on to the next rung. */
public enum Promotion {
    /** As soon as it is sure to be among those that are kept, whatever the others still come to: nothing is trained in vain. */
    CERTAIN,
    /**
     * As soon as it is among the kept share of those that have come so far (asynchronous successive halving: Li et al.,
     * 2020): no worker ever waits, and some are promoted in vain.
     */
    EARLY
}
