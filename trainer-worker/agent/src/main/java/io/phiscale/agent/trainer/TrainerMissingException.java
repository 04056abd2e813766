package io.phiscale.agent.trainer;

/** There is no trainer program for an engine on this machine; the message says what to do. */
public final class TrainerMissingException extends RuntimeException {
    public TrainerMissingException(String message) {
        super(message);
    }

    /** Never null: there is always a reason. */
    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
