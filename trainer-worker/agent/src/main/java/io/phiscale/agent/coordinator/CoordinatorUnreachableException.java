package io.phiscale.agent.coordinator;

/** No answer, or one that says that the coordinator cannot answer now. */
public final class CoordinatorUnreachableException extends RuntimeException {
    public CoordinatorUnreachableException(String message, Throwable cause) {
        super(message, cause);
    }

    public CoordinatorUnreachableException(String message) {
        super(message);
    }
}
