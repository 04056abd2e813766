package io.phiscale.search.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.phiscale.search.fixture.Endpoints;
import io.phiscale.search.fixture.Endpoints.Endpoint;
import io.phiscale.search.fixture.Http;
import io.phiscale.search.fixture.Reply;
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
        Reply reply = http.with("Accept", "application/json")
                .send(endpoint.method(), endpoint.path(), BodyPublishers.noBody());
        assertThat(reply.status()).as(endpoint.toString()).isEqualTo(401);
        if (endpoint.isApi()) {
            assertThat(reply.header("WWW-Authenticate")).as(endpoint.toString()).isNotEmpty();
            if (!endpoint.method().equals("HEAD")) {
                reply.problem(401);
            }
        }
    }

    @Test
    void aBrowserIsLedToTheDoor() {
        for (String page : List.of("/", "/workers", "/searches/1")) {
            Reply reply = anonymous().with("Accept", "text/html").get(page);

            assertThat(reply.status()).as(page).isEqualTo(302);
            assertThat(reply.header("Location")).as(page).endsWith("/login");
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
