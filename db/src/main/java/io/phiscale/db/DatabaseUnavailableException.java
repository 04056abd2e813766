package io.phiscale.db;

import org.jspecify.annotations.Nullable;

/** The embedded database cannot be started; the message is for the user. */
public final class DatabaseUnavailableException extends RuntimeException {
    DatabaseUnavailableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
