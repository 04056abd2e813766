package io.phiscale.search.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/** Lets workers in by their token. Not a bean: it belongs to the worker API's chain alone. */
final class WorkerTokenFilter extends OncePerRequestFilter {
    static final String WORKER = "WORKER";
    private static final String SCHEME = "Bearer ";

    private final WorkerTokens tokens;

    WorkerTokenFilter(WorkerTokens tokens) {
        this.tokens = tokens;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String header = request.getHeader("Authorization");
        if (header != null && header.startsWith(SCHEME) && tokens.isValid(header.substring(SCHEME.length()))) {
            SecurityContextHolder.getContext()
                    .setAuthentication(UsernamePasswordAuthenticationToken.authenticated(
                            "worker", "", List.of(new SimpleGrantedAuthority("ROLE_" + WORKER))));
        }
        chain.doFilter(request, response);
    }
}
