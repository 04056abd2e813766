package io.phiscale.search.trial;

import io.phiscale.protocol.error.ErrorCode;

/** The life of a trial. */
public enum TrialState {
    QUEUED,
    /** A worker holds a lease. */
    RUNNING,
    DONE,
    /** The loss stopped being a number: a result, not an error. */
    DIVERGED,
    FAILED,
    CANCELLED,
    /** Ended on the way, below the median of the others. */
    STOPPED;

    public boolean isOver() {
        return this != QUEUED && this != RUNNING;
    }

    /** What becomes of a running trial whose attempt failed. */
    public static TrialState afterFailure(ErrorCode code, int attempts, int mostAttempts) {
        return code.family().retried() && attempts < mostAttempts ? QUEUED : FAILED;
    }
}
