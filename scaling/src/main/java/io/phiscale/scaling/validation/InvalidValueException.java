package io.phiscale.scaling.validation;

/**
 * A value that somebody gave is not allowed. Its parts are meant for that person: the field, what was given, what is
 * allowed. The message is one sentence that holds all three.
 */
public final class InvalidValueException extends IllegalArgumentException {
    private final String field;
    private final String given;
    private final String allowed;

    public InvalidValueException(String field, Object given, String allowed) {
        super("%s is %s; allowed: %s".formatted(field, given, allowed));
        this.field = field;
        this.given = String.valueOf(given);
        this.allowed = allowed;
    }

    /** The name of the field, as the user wrote it, such as {@code stages[2].kernel}. */
    public String field() {
        return field;
    }

    public String given() {
        return given;
    }

    public String allowed() {
        return allowed;
    }

    /** The same complaint with the circumstances that led to it, such as {@code at phi = 7}. */
    public InvalidValueException because(String circumstances) {
        return new InvalidValueException(field, given, allowed + " (" + circumstances + ")");
    }

    /** The same complaint about a field inside another: {@code kernel} inside {@code stages[2]}. */
    public InvalidValueException inside(String parent) {
        return new InvalidValueException(parent + "." + field, given, allowed);
    }
}
