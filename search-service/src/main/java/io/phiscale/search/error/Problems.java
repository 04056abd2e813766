package io.phiscale.search.error;

import io.phiscale.protocol.error.ErrorCode;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;

/** Problem details from error codes. */
public final class Problems {
    private static final int LONGEST_GIVEN = 200;

    private Problems() {}

    public static ProblemDetail of(ErrorCode code, String detail) {
        return of(code, status(code), detail);
    }

    public static ProblemDetail of(ErrorCode code, HttpStatus status, String detail) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
        problem.setProperty("code", code.name());
        return problem;
    }

    static ProblemDetail about(
            ErrorCode code, String detail, @Nullable String field, @Nullable String given, @Nullable String allowed) {
        ProblemDetail problem = of(code, detail);
        set(problem, "field", field);
        set(problem, "given", given == null ? null : shortened(given));
        set(problem, "allowed", allowed);
        return problem;
    }

    static void set(ProblemDetail problem, String name, @Nullable Object value) {
        if (value != null) {
            problem.setProperty(name, value);
        }
    }

    private static String shortened(String given) {
        return given.length() <= LONGEST_GIVEN ? given : given.substring(0, LONGEST_GIVEN) + "…";
    }

    private static HttpStatus status(ErrorCode code) {
        return switch (code) {
            case NOT_FOUND, DATA_NOT_FOUND -> HttpStatus.NOT_FOUND;
            case WRONG_STATE -> HttpStatus.CONFLICT;
            default ->
                switch (code.family()) {
                    case USER_ERROR -> HttpStatus.BAD_REQUEST;
                    case INSUFFICIENT_RESOURCES -> HttpStatus.SERVICE_UNAVAILABLE;
                    case INTERNAL_ERROR -> HttpStatus.INTERNAL_SERVER_ERROR;
                };
        };
    }
}
