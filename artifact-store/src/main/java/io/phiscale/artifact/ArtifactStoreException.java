package io.phiscale.artifact;

import org.jspecify.annotations.Nullable;

/** An artifact store could not do what it was asked. The message says what, why, and what to do; it holds no secret. */
public class ArtifactStoreException extends RuntimeException {
    private final Kind kind;

    /** What it is about, from which whoever asked knows whom to tell and whether to try again. */
    public enum Kind {
        /** What was configured for it makes no sense. */
        INVALID_SETTINGS,
        /** The key is none, or a folder of another one. */
        INVALID_KEY,
        /** The content broke off, or is not as large as was said. */
        INVALID_CONTENT,
        /** The store takes no objects of this size. */
        TOO_LARGE,
        /** Nothing is under the key. */
        MISSING,
        /** The disk is full, or a quota used up. */
        NO_SPACE,
        /** The store refuses this user, or there are no credentials for it. */
        DENIED,
        /** The store does not answer, is overloaded, or does not exist. */
        UNREACHABLE,
        /** Anything else. */
        FAILED
    }

    ArtifactStoreException(Kind kind, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}
