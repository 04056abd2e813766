package io.phiscale.protocol.error;

/** Every way in which a request or a trial can fail. */
public enum ErrorCode {
    INVALID_VALUE(ErrorFamily.USER_ERROR),
    NOT_FOUND(ErrorFamily.USER_ERROR),
    WRONG_STATE(ErrorFamily.USER_ERROR),
    DATA_NOT_FOUND(ErrorFamily.USER_ERROR),
    DATA_UNREADABLE(ErrorFamily.USER_ERROR),
    OUT_OF_MEMORY(ErrorFamily.INSUFFICIENT_RESOURCES),
    /** Nothing was heard of a worker for longer than its lease. */
    LEASE_LOST(ErrorFamily.INSUFFICIENT_RESOURCES),
    /** Alive, but far beyond what other trials let expect. */
    TOO_SLOW(ErrorFamily.INSUFFICIENT_RESOURCES),
    /** The process ended without a word: a signal, or an exit code. */
    TRAINER_CRASHED(ErrorFamily.INTERNAL_ERROR),
    /** The process neither said nor logged anything for too long. */
    TRAINER_SILENT(ErrorFamily.INTERNAL_ERROR),
    /** The process wrote what is no event. */
    TRAINER_GARBLED(ErrorFamily.INTERNAL_ERROR),
    NETWORK_MISMATCH(ErrorFamily.INTERNAL_ERROR),
    /** The engine cannot use the device that its worker offers: its libraries or its driver are missing. */
    DEVICE_UNUSABLE(ErrorFamily.INTERNAL_ERROR),
    /** The coordinator could not put together what a trainer must be told. */
    JOB_UNREADABLE(ErrorFamily.INTERNAL_ERROR),
    UNEXPECTED(ErrorFamily.INTERNAL_ERROR);

    private final ErrorFamily family;

    ErrorCode(ErrorFamily family) {
        this.family = family;
    }

    public ErrorFamily family() {
        return family;
    }

    /** Whether a machine that fails like this again and again may be what is wrong: its data are, or its engine is. */
    public boolean blamesWorker() {
        return (family == ErrorFamily.INTERNAL_ERROR && this != JOB_UNREADABLE)
                || this == DATA_NOT_FOUND
                || this == DATA_UNREADABLE;
    }
}
