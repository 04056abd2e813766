package io.phiscale.trainer.error;

import io.phiscale.protocol.error.ErrorCode;

/** A training that cannot be done. The message is for the user: what was found, what is expected, what to do. */
public final class TrainingException extends RuntimeException {
    private final ErrorCode code;

    public TrainingException(ErrorCode code, String message) {
        super(message);
        this.code = code;
    }

    public TrainingException(ErrorCode code, String message, Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    public ErrorCode code() {
        return code;
    }
}
