package io.phiscale.search.security;

import io.phiscale.protocol.error.ErrorCode;
import io.phiscale.search.configuration.PhiscaleProperties;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.InsufficientAuthenticationException;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.AccessDeniedHandlerImpl;
import org.springframework.security.web.authentication.UsernamePasswordAuthenticationFilter;
import org.springframework.security.web.firewall.RequestRejectedHandler;

/**
 * Three doors: agents show a token, programs use HTTP Basic, people log in with a form. Without a configured user, which
 * is possible on the loopback address alone, the last two stand open.
 */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {
    private static final String USER = "USER";
    private static final String CONTENT_SECURITY_POLICY = "default-src 'none'; script-src 'self'; style-src 'self';"
            + " img-src 'self' data:; connect-src 'self'; font-src 'self'; form-action 'self'; base-uri 'none';"
            + " frame-ancestors 'none'";
    /** The documentation page's library styles its elements inline. */
    private static final String DOCUMENTATION_POLICY =
            CONTENT_SECURITY_POLICY.replace("style-src 'self'", "style-src 'self' 'unsafe-inline'");

    private final @Nullable String user;
    private final @Nullable String password;

    SecurityConfiguration(PhiscaleProperties properties) {
        this.user = properties.security().user();
        this.password = properties.security().password();
    }

    @Bean
    @Order(1)
    SecurityFilterChain workerDoor(HttpSecurity http, WorkerTokens tokens) {
        http.securityMatcher("/api/worker/**")
                .csrf(AbstractHttpConfigurer::disable)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                // What is for browsers and people would take a good part of the time that a heartbeat takes.
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .servletApi(AbstractHttpConfigurer::disable)
                .exceptionHandling(errors -> errors.authenticationEntryPoint(unauthorized("Bearer")))
                .addFilterBefore(new WorkerTokenFilter(tokens), UsernamePasswordAuthenticationFilter.class);
        if (tokens.required()) {
            http.authorizeHttpRequests(requests -> requests
                    // The late answer to a request that was let in before.
                    .dispatcherTypeMatchers(DispatcherType.ASYNC)
                    .permitAll()
                    .anyRequest()
                    .hasRole(WorkerTokenFilter.WORKER));
        } else {
            http.authorizeHttpRequests(requests -> requests.anyRequest().permitAll());
        }
        return http.build();
    }

    @Bean
    @Order(2)
    SecurityFilterChain apiDoor(HttpSecurity http) {
        http.securityMatcher("/api/**")
                // CrossSiteFilter guards these against other sites' pages.
                .csrf(AbstractHttpConfigurer::disable)
                .headers(headers ->
                        headers.contentSecurityPolicy(policy -> policy.policyDirectives(DOCUMENTATION_POLICY)))
                .httpBasic(basic -> basic.authenticationEntryPoint(unauthorized("Basic realm=\"Phiscale\"")))
                .exceptionHandling(errors -> errors.authenticationEntryPoint(unauthorized("Basic realm=\"Phiscale\"")))
                .authorizeHttpRequests(requests -> {
                    var known = requests.requestMatchers("/api/**");
                    if (user == null) {
                        known.permitAll();
                    } else {
                        known.hasRole(USER);
                    }
                    requests.anyRequest().denyAll();
                });
        return http.build();
    }

    @Bean
    @Order(3)
    SecurityFilterChain pageDoor(HttpSecurity http) {
        http.headers(headers ->
                        headers.contentSecurityPolicy(policy -> policy.policyDirectives(CONTENT_SECURITY_POLICY)))
                .authorizeHttpRequests(requests -> {
                    requests.requestMatchers(
                                    HttpMethod.GET, "/css/**", "/js/**", "/webjars/**", "/favicon.svg", "/login")
                            .permitAll();
                    requests.requestMatchers(HttpMethod.GET, "/actuator/health/**")
                            .permitAll();
                    requests.requestMatchers("/error").permitAll();
                    var pages = requests.requestMatchers(
                            "/", "/searches/**", "/trials/**", "/workers/**", "/swagger-ui/**");
                    if (user == null) {
                        pages.permitAll();
                    } else {
                        pages.hasRole(USER);
                    }
                    requests.anyRequest().denyAll();
                });
        if (user != null) {
            http.formLogin(form -> form.loginPage("/login").permitAll()).logout(Customizer.withDefaults());
            http.httpBasic(Customizer.withDefaults());
            http.exceptionHandling(errors -> errors.accessDeniedHandler(SecurityConfiguration::denied));
        }
        return http.build();
    }

    /** Addresses that are written to get past the rules above. */
    @Bean
    RequestRejectedHandler rejectedAddresses() {
        return (request, response, rejected) -> ProblemResponse.write(
                response,
                ErrorCode.INVALID_VALUE,
                HttpStatus.BAD_REQUEST,
                "the address holds characters that have no place in one, such as ; or //");
    }

    @Bean
    PasswordEncoder passwordEncoder() {
        return new BCryptPasswordEncoder();
    }

    /** One person, or nobody: then there is nothing to log in to. */
    @Bean
    UserDetailsService users(PasswordEncoder encoder) {
        if (user == null || password == null) {
            return new InMemoryUserDetailsManager();
        }
        String hash = password.startsWith("$2") ? password : encoder.encode(password);
        return new InMemoryUserDetailsManager(
                User.withUsername(user).password(hash).roles(USER).build());
    }

    /** A write without a CSRF token is refused before anybody is asked who they are: strangers are asked first. */
    private static void denied(HttpServletRequest request, HttpServletResponse response, AccessDeniedException denied)
            throws IOException, ServletException {
        if (SecurityContextHolder.getContext().getAuthentication() == null) {
            unauthorized("Basic realm=\"Phiscale\"")
                    .commence(request, response, new InsufficientAuthenticationException("nobody", denied));
        } else {
            new AccessDeniedHandlerImpl().handle(request, response, denied);
        }
    }

    private static AuthenticationEntryPoint unauthorized(String scheme) {
        return (request, response, failure) -> {
            response.setHeader("WWW-Authenticate", scheme);
            ProblemResponse.write(
                    response,
                    ErrorCode.INVALID_VALUE,
                    HttpStatus.UNAUTHORIZED,
                    "say who you are: credentials are missing or wrong");
        };
    }
}
