package io.phiscale.analysis.budget;

/** When a candidate goes on to the next rung. */
public enum Promotion {
    /** As soon as it is sure to be among those that are kept, whatever the others still come to: nothing is trained in vain. */
    CERTAIN,
    /**
     * Once a rung is complete: first the two best, and some that differ from one another as much as they can, whether they
     * are good or not; when these have come to the next rung, the rest by the scores that they let expect there. What learns
     * fast, as wide networks do, is ahead early and overtaken later (ResNet-RS), and early scores are noisy; this corrects
     * for both.
     */
    CORRECTED,
    /**
     * As soon as it is among the kept share of those that have come so far (asynchronous successive halving: Li et al.,
     * 2020): no worker ever waits, and some are promoted in vain.
     */
    EARLY
}
