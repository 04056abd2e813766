package io.phiscale.search.security;

import io.phiscale.protocol.error.ErrorCode;
import io.phiscale.search.configuration.PhiscaleProperties;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.regex.Pattern;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Refuses bodies above the limit, and those that do not say how long they are. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 2)
class BodyLimitFilter extends OncePerRequestFilter {
    /** What it takes are files. */
    private static final Pattern CHECKPOINT = Pattern.compile("/api/worker/trials/[0-9]+/checkpoint");

    private final int limit;
    private final long largestCheckpoint;

    BodyLimitFilter(PhiscaleProperties properties) {
        this.limit = properties.limits().body();
        this.largestCheckpoint = properties.artifacts().largest();
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        long limit = CHECKPOINT.matcher(request.getRequestURI()).matches() ? largestCheckpoint : this.limit;
        if (request.getContentLengthLong() > limit) {
            ProblemResponse.write(
                    response,
                    ErrorCode.INVALID_VALUE,
                    HttpStatus.CONTENT_TOO_LARGE,
                    "the body has %,d bytes; allowed: at most %,d".formatted(request.getContentLengthLong(), limit));
        } else if (isOfUnknownLength(request)) {
            ProblemResponse.write(
                    response,
                    ErrorCode.INVALID_VALUE,
                    HttpStatus.LENGTH_REQUIRED,
                    "the request does not say how long its body is; send it whole, with its Content-Length");
        } else {
            chain.doFilter(request, response);
        }
    }

    /** A PUT that does not say how long it is would be taken for an empty one. */
    private static boolean isOfUnknownLength(HttpServletRequest request) {
        return request.getHeader("Transfer-Encoding") != null
                || (request.getMethod().equals("PUT") && request.getContentLengthLong() < 0);
    }
}
