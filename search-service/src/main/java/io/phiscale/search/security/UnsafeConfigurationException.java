package io.phiscale.search.security;

/** The coordinator refuses to start like this; the message says what to change. */
final class UnsafeConfigurationException extends RuntimeException {
    UnsafeConfigurationException(String message) {
        super(message);
    }
}
