package io.phiscale.search.error;

import io.phiscale.artifact.ArtifactStoreException;
import io.phiscale.protocol.error.ErrorCode;
import io.phiscale.scaling.validation.InvalidValueException;
import io.phiscale.specification.SpecificationSyntaxException;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import org.springframework.web.util.DisconnectedClientHelper;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.DatabindException;

/** Turns whatever goes wrong into a problem detail. What we did not foresee is logged, and told without its message. */
@RestControllerAdvice
class ProblemAdvice extends ResponseEntityExceptionHandler {
    private static final Logger LOG = LoggerFactory.getLogger(ProblemAdvice.class);
    private static final String LOG_SAYS = "something went wrong here; the coordinator's log says what";
    /** Messages of these are ours, or name nothing but the request's own parts. */
    private static final Set<HttpStatus> CLIENT_READABLE = Set.of(
            HttpStatus.METHOD_NOT_ALLOWED,
            HttpStatus.UNSUPPORTED_MEDIA_TYPE,
            HttpStatus.NOT_ACCEPTABLE,
            HttpStatus.NOT_FOUND);

    @ExceptionHandler
    ProblemDetail api(ApiException failure) {
        return Problems.about(
                failure.code(), failure.getMessage(), failure.field(), failure.given(), failure.allowed());
    }

    @ExceptionHandler
    ProblemDetail invalid(InvalidValueException failure) {
        return Problems.about(
                ErrorCode.INVALID_VALUE,
                String.valueOf(failure.getMessage()),
                failure.field(),
                failure.given(),
                failure.allowed());
    }

    @ExceptionHandler
    ProblemDetail syntax(SpecificationSyntaxException failure) {
        ProblemDetail problem = Problems.of(ErrorCode.INVALID_VALUE, String.valueOf(failure.getMessage()));
        problem.setProperty("line", failure.line());
        Problems.set(problem, "key", failure.key());
        return problem;
    }

    @ExceptionHandler
    ProblemDetail wrongType(MethodArgumentTypeMismatchException failure) {
        String allowed = ExpectedValues.of(failure.getParameter());
        String given =
                failure.getValue() instanceof String[] values ? String.join(",", values) : "" + failure.getValue();
        return Problems.about(
                ErrorCode.INVALID_VALUE,
                "%s is %s; allowed: %s".formatted(failure.getName(), given, allowed),
                failure.getName(),
                given,
                allowed);
    }

    @ExceptionHandler
    ProblemDetail artifacts(ArtifactStoreException failure) {
        return switch (failure.kind()) {
            case MISSING -> Problems.of(ErrorCode.NOT_FOUND, "there is no such checkpoint any more");
            case INVALID_CONTENT ->
                Problems.of(ErrorCode.INVALID_VALUE, "the body breaks off, or is longer than its Content-Length says");
            case TOO_LARGE ->
                Problems.of(
                        ErrorCode.INVALID_VALUE,
                        HttpStatus.CONTENT_TOO_LARGE,
                        "the store of checkpoints takes none as large as this");
            default -> {
                StoreFailures.warn(LOG, "the store of checkpoints cannot be used", failure);
                yield Problems.of(
                        ErrorCode.UNEXPECTED,
                        failure.kind() == ArtifactStoreException.Kind.NO_SPACE
                                ? HttpStatus.INSUFFICIENT_STORAGE
                                : HttpStatus.SERVICE_UNAVAILABLE,
                        "the store of checkpoints cannot take or give anything now; the coordinator's log says why");
            }
        };
    }

    @ExceptionHandler
    @Nullable
    ProblemDetail unexpected(Exception failure, HttpServletResponse response) throws Exception {
        if (DisconnectedClientHelper.isClientDisconnectedException(failure)) {
            LOG.debug("a client left before it had its answer", failure);
            return null;
        }
        if (response.isCommitted()) {
            // Half of an answer is out: the connection has to break off, or the reader would take it for a whole one.
            throw failure;
        }
        if (DatabaseAway.isWhy(failure)) {
            LOG.warn("the database is busy or away", failure);
            return Problems.of(
                    ErrorCode.UNEXPECTED, HttpStatus.SERVICE_UNAVAILABLE, "the database cannot answer now; try again");
        }
        LOG.error("unexpected", failure);
        return Problems.of(ErrorCode.UNEXPECTED, LOG_SAYS);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(
            HttpMessageNotReadableException failure, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof InvalidValueException invalid) {
                return new ResponseEntity<>(invalid(invalid), HttpStatus.BAD_REQUEST);
            }
        }
        return new ResponseEntity<>(unreadable(failure.getCause()), HttpStatus.BAD_REQUEST);
    }

    /** Of Jackson's own words only the place is fit for a reader: they name our classes. */
    private static ProblemDetail unreadable(@Nullable Throwable cause) {
        if (cause instanceof DatabindException databind && !databind.getPath().isEmpty()) {
            String field = databind.getPath().stream()
                    .map(step -> step.getPropertyName() == null ? "[" + step.getIndex() + "]" : step.getPropertyName())
                    .collect(Collectors.joining("."));
            return Problems.about(
                    ErrorCode.INVALID_VALUE,
                    "%s in the body is missing or not what belongs there; see /api/docs".formatted(field),
                    field,
                    null,
                    null);
        }
        if (cause instanceof StreamReadException broken) {
            return Problems.of(
                    ErrorCode.INVALID_VALUE,
                    "the body is no JSON: it breaks off or goes wrong in line %d"
                            .formatted(broken.getLocation().getLineNr()));
        }
        return Problems.of(ErrorCode.INVALID_VALUE, "the body is missing, or not what belongs here; see /api/docs");
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleExceptionInternal(
            Exception failure, @Nullable Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        HttpStatus known = HttpStatus.valueOf(status.value());
        if (known.is5xxServerError()) {
            LOG.error("unexpected", failure);
            return new ResponseEntity<>(Problems.of(ErrorCode.UNEXPECTED, known, LOG_SAYS), headers, known);
        }
        String detail = body instanceof ProblemDetail problem && CLIENT_READABLE.contains(known)
                ? String.valueOf(problem.getDetail())
                : "the request is not what belongs here; see /api/docs";
        ErrorCode code = known == HttpStatus.NOT_FOUND ? ErrorCode.NOT_FOUND : ErrorCode.INVALID_VALUE;
        return new ResponseEntity<>(Problems.of(code, known, detail), headers, known);
    }
}
