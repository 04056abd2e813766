package io.phiscale.search.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.phiscale.search.harness.Endpoints;
import io.phiscale.search.harness.Endpoints.Endpoint;
import io.phiscale.search.harness.Http;
import io.phiscale.search.harness.Reply;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;

/** Walks every mapped endpoint: whatever is added later is walked too. */
class EveryEndpointIT extends WithAuthentication {
    /** What must be seen before one can say who one is, and what an orchestrator asks. */
    private static final Set<String> PUBLIC = Set.of("/login", "/actuator/health", "/actuator/health/1");
    /** Where the server itself forwards failures to; it holds nothing but a status. */
    private static final String FAILURES = "/error";

    @Autowired
    private List<RequestMappingInfoHandlerMapping> mappings;

    @Test
    void asksForCredentials() {
        List<Endpoint> all = Endpoints.of(mappings).all();
        assertThat(all).extracting(Endpoint::path).contains("/api/searches", "/api/worker/claims", "/api/openapi", "/");
        for (Endpoint endpoint : all) {
            if (!PUBLIC.contains(endpoint.path()) && !endpoint.path().equals(FAILURES)) {
                checkRefused(endpoint, anonymous());
                checkRefused(endpoint, anonymous().as("ada", "wrong"));
                checkRefused(endpoint, anonymous().as("eve", "enchantress"));
                checkRefused(endpoint, anonymous().with("Authorization", "Bearer " + "0".repeat(64)));
            }
        }
    }

    private static void checkRefused(Endpoint endpoint, Http http) {
        Reply reply = http.send(endpoint.method(), endpoint.path(), BodyPublishers.noBody());
        if (endpoint.isApi()) {
            assertThat(reply.status()).as(endpoint.toString()).isEqualTo(401);
            assertThat(reply.header("WWW-Authenticate")).as(endpoint.toString()).isNotEmpty();
            if (!endpoint.method().equals("HEAD")) {
                reply.problem(401);
            }
        } else {
            // People are led to the door; a form that does not come from a page of ours is refused at once.
            assertThat(reply.status()).as(endpoint.toString()).isIn(302, 401, 403);
            if (reply.status() == 302) {
                assertThat(reply.header("Location")).as(endpoint.toString()).endsWith("/login");
            }
            if (endpoint.method().equals("GET")) {
                assertThat(reply.status()).as(endpoint.toString()).isIn(302, 401);
            }
        }
    }

    @Test
    void theErrorPageTellsAStrangerNothing() {
        Reply reply = anonymous().get(FAILURES);

        assertThat(reply.body()).doesNotContain("Exception", "org.", "java.", "at io.");
    }

    @Test
    void letsThoseInWhoSayWhoTheyAre() {
        for (String path : List.of(
                "/api/searches", "/api/workers", "/api/baselines", "/api/datasets", "/api/openapi", "/", "/workers")) {
            assertThat(http().get(path).status()).as(path).isEqualTo(200);
        }
        submit(TINY);
    }

    @Test
    void whatIsNotMappedIsDeniedToEverybody() {
        for (String path : List.of("/nothing", "/actuator/env", "/actuator", "/h2-console", "/.git/config")) {
            assertThat(anonymous().get(path).status()).as(path).isIn(302, 401);
            assertThat(http().get(path).status()).as(path).isEqualTo(403);
        }
    }
}
