package io.phiscale.search.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.phiscale.search.fixture.CoordinatorTest;
import io.phiscale.search.fixture.Http;
import io.phiscale.search.fixture.RawRequest;
import io.phiscale.search.fixture.Reply;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What a foreign page can make a browser do to a coordinator without authentication: nothing. */
class ForeignRequestIT extends CoordinatorTest {

    @ParameterizedTest
    @ValueSource(strings = {"evil.example", "evil.example:8080", "127.0.0.1.evil.example", "localhost.evil.example"})
    void aRequestToAnotherNameIsMisdirected(String host) {
        String answer = RawRequest.get(port, "/api/searches", host);

        assertThat(answer).startsWith("HTTP/1.1 421").contains("application/problem+json", "allowed-hosts");
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "LOCALHOST", "127.0.0.1", "[::1]"})
    void aRequestToTheLoopbackNamesIsServed(String host) {
        assertThat(RawRequest.get(port, "/api/searches", host + ":" + port)).startsWith("HTTP/1.1 200");
    }

    @ParameterizedTest
    @CsvSource({
        "Origin, http://evil.example",
        "Origin, null",
        "Origin, http://127.0.0.1:1",
        "Origin, https://127.0.0.1",
        "Sec-Fetch-Site, cross-site",
        "Sec-Fetch-Site, same-site"
    })
    void aWriteFromAnotherSitesPageIsForbidden(String header, String value) {
        Http foreign = http().with(header, value);

        foreign.postYaml("/api/searches", TINY).problem(403);
        foreign.post("/api/searches/1/cancel").problem(403);
        foreign.postJson("/api/worker/claims", "{}").problem(403);
        foreign.post("/searches/1/cancel").problem(403);
        assertThat(http().get("/api/searches").expect(200).path("total").asInt())
                .isZero();
    }

    @Test
    void aWriteFromOwnPagesIsServed() {
        http().with("Origin", "http://127.0.0.1:" + port)
                .with("Sec-Fetch-Site", "same-origin")
                .postYaml("/api/searches", TINY)
                .expect(201);
    }

    @Test
    void noOtherOriginMayReadAnAnswer() {
        Reply reply = http().with("Origin", "http://evil.example").get("/api/searches");

        assertThat(reply.response().headers().map().keySet())
                .noneMatch(name -> name.toLowerCase(Locale.ROOT).startsWith("access-control"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/workers", "/api/searches"})
    void everyAnswerTellsBrowsersToTrustNothingElse(String path) {
        Reply reply = http().get(path);

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.header("Content-Security-Policy"))
                .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'", "base-uri 'none'")
                .doesNotContain("unsafe-eval");
        assertThat(reply.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(reply.header("X-Frame-Options")).isEqualTo("DENY");
        assertThat(reply.header("Server")).isEmpty();
        assertThat(reply.header("Cache-Control")).contains("no-store");
    }

    @Test
    void pagesAllowNoInlineStyleOrScript() {
        assertThat(http().get("/").header("Content-Security-Policy")).doesNotContain("unsafe-inline");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/nothing", "/actuator", "/actuator/env", "/actuator/heapdump", "/application.yaml"})
    void whatIsNotNamedIsDenied(String path) {
        assertThat(http().get(path).status()).isEqualTo(403);
    }

    @Test
    void theHealthCheckStandsOpen() {
        JsonNode health = http().get("/actuator/health").expect(200);

        assertThat(health.path("status").asString()).isEqualTo("UP");
        assertThat(health.propertyNames())
                .as("what it is made of is nobody's business")
                .doesNotContain("components");
    }
}
