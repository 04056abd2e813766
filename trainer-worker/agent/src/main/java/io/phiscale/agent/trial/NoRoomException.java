package io.phiscale.agent.trial;

/** The disk has no room for a checkpoint; the message says what to do. */
final class NoRoomException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NoRoomException(String message) {
        super(message);
    }

    /** Never null: there is always a reason. */
    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
