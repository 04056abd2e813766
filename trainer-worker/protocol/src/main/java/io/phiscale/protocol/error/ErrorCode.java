package io.phiscale.protocol.error;

/** Every way in which a request or a trial can fail. */
public enum ErrorCode {
    INVALID_VALUE(ErrorFamily.USER_ERROR),
    NOT_FOUND(ErrorFamily.USER_ERROR),
    WRONG_STATE(ErrorFamily.USER_ERROR),
    DATA_NOT_FOUND(ErrorFamily.USER_ERROR),
    DATA_UNREADABLE(ErrorFamily.USER_ERROR),
    OUT_OF_MEMORY(ErrorFamily.INSUFFICIENT_RESOURCES),
    LEASE_LOST(ErrorFamily.INSUFFICIENT_RESOURCES),
    TRAINER_CRASHED(ErrorFamily.INTERNAL_ERROR),
    TRAINER_SILENT(ErrorFamily.INTERNAL_ERROR),
    TRAINER_GARBLED(ErrorFamily.INTERNAL_ERROR),
    NETWORK_MISMATCH(ErrorFamily.INTERNAL_ERROR),
    UNEXPECTED(ErrorFamily.INTERNAL_ERROR);

    private final ErrorFamily family;

    ErrorCode(ErrorFamily family) {
        this.family = family;
    }

    public ErrorFamily family() {
        return family;
    }
}
