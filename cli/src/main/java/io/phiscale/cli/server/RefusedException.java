package io.phiscale.cli.server;

import io.phiscale.cli.failure.UserException;

/** The coordinator did not do what it was asked for; the message is its own. */
public final class RefusedException extends UserException {
    private final int status;

    RefusedException(String message, int status) {
        super(message);
        this.status = status;
    }

    /** The HTTP status of its answer. */
    public int status() {
        return status;
    }
}
