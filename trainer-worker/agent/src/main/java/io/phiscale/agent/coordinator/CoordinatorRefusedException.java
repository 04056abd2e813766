package io.phiscale.agent.coordinator;

/** The coordinator understood and said no. */
public final class CoordinatorRefusedException extends RuntimeException {
    public CoordinatorRefusedException(String message) {
        super(message);
    }

    /** Never null: there is always a reason. */
    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
