package io.phiscale.search.error;

import io.phiscale.protocol.error.ErrorCode;
import org.jspecify.annotations.Nullable;

/** A request that cannot be served, for a reason that its sender should read. */
public final class ApiException extends RuntimeException {
    private final ErrorCode code;
    private final @Nullable String field;
    private final @Nullable String given;
    private final @Nullable String allowed;

    private ApiException(
            ErrorCode code, String message, @Nullable String field, @Nullable String given, @Nullable String allowed) {
        super(message);
        this.code = code;
        this.field = field;
        this.given = given;
        this.allowed = allowed;
    }

    public static ApiException notFound(String what, Object id) {
        return new ApiException(
                ErrorCode.NOT_FOUND, "there is no %s %s".formatted(what, id), "id", String.valueOf(id), null);
    }

    public static ApiException notYet(String what, String why) {
        return new ApiException(ErrorCode.NOT_FOUND, "there is no %s: %s".formatted(what, why), null, null, null);
    }

    public static ApiException wrongState(String message) {
        return new ApiException(ErrorCode.WRONG_STATE, message, "state", null, null);
    }

    public static ApiException invalid(String field, Object given, String allowed) {
        String message = "%s is %s; allowed: %s".formatted(field, given, allowed);
        return new ApiException(ErrorCode.INVALID_VALUE, message, field, String.valueOf(given), allowed);
    }

    public ErrorCode code() {
        return code;
    }

    public @Nullable String field() {
        return field;
    }

    public @Nullable String given() {
        return given;
    }

    public @Nullable String allowed() {
        return allowed;
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
