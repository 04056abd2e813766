package io.phiscale.protocol.error;

/** What an error is about; whether a trial is tried again follows from it. */
public enum ErrorFamily {
    /** Somebody asked for what cannot work. Never retried. */
    USER_ERROR(false),
    /** Out of memory, preempted: retried, with a larger need. */
    INSUFFICIENT_RESOURCES(true),
    /** Ours, or the machine's: retried with backoff. */
    INTERNAL_ERROR(true);

    private final boolean retried;

    ErrorFamily(boolean retried) {
        this.retried = retried;
    }

    public boolean retried() {
        return retried;
    }
}
