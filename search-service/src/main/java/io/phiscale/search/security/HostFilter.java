package io.phiscale.search.security;

import io.phiscale.protocol.error.ErrorCode;
import io.phiscale.search.configuration.PhiscaleProperties;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses requests that address this coordinator by a name that is not its own: a foreign page whose name resolves to
 * the loopback address (DNS rebinding) would otherwise be of the same origin.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class HostFilter extends OncePerRequestFilter {
    private final Set<String> allowed = new HashSet<>(Set.of("localhost", "127.0.0.1", "[::1]", "::1"));

    HostFilter(PhiscaleProperties properties, Environment environment) {
        properties.security().allowedHosts().forEach(host -> allowed.add(host.toLowerCase(Locale.ROOT)));
        allowed.add(environment.getProperty("server.address", "127.0.0.1"));
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (allowed.contains(request.getServerName().toLowerCase(Locale.ROOT))) {
            chain.doFilter(request, response);
        } else {
            ProblemResponse.write(
                    response,
                    ErrorCode.INVALID_VALUE,
                    HttpStatus.MISDIRECTED_REQUEST,
                    "this coordinator goes by another name; add this one to phiscale.security.allowed-hosts");
        }
    }
}
