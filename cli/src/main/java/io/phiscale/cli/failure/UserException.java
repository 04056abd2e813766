package io.phiscale.cli.failure;

/** Something that the user can mend; the message is one line that says how. */
public class UserException extends RuntimeException {
    public UserException(String message) {
        super(message);
    }

    /** Never null: there is always something to say. */
    @Override
    public final String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
