package io.phiscale.specification;

import org.jspecify.annotations.Nullable;

/** A document that cannot be read: broken YAML, a key that does not exist, text where a number belongs. */
public final class SpecificationSyntaxException extends RuntimeException {
    private final int line;
    private final @Nullable String key;

    SpecificationSyntaxException(String message, int line, @Nullable String key, @Nullable Throwable cause) {
        super("line " + line + ": " + message, cause);
        this.line = line;
        this.key = key;
    }

    /** From 1. */
    public int line() {
        return line;
    }

    /** The whole path of the key, such as {@code recipe.optimizer.kind}; null where the syntax itself is broken. */
    public @Nullable String key() {
        return key;
    }
}
