package io.phiscale.search.error;

import static org.assertj.core.api.Assertions.assertThat;

import io.phiscale.search.fixture.CoordinatorTest;
import io.phiscale.search.fixture.RawRequest;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class BadRequestIT extends CoordinatorTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/searches/999999",
                "/api/searches/999999/candidates",
                "/api/searches/999999/trials",
                "/api/searches/999999/selection",
                "/api/searches/999999/ladder",
                "/api/searches/999999/specification",
                "/api/trials/999999",
                "/api/trials/999999/curve",
                "/api/trials/999999/attempts",
                "/api/nothing",
                "/api/searches/1/nothing"
            })
    void whatIsNotThereIsNotFound(String path) {
        assertThat(http().get(path).problem(404).path("code").asString()).isEqualTo("NOT_FOUND");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/searches/one",
                "/api/searches/1.5",
                "/api/searches/99999999999999999999",
                "/api/trials/one",
                "/api/searches?page=one"
            })
    void textWhereANumberBelongsIsNamed(String path) {
        JsonNode problem = http().get(path).problem(400);

        assertThat(problem.path("field").asString("")).isIn("id", "page");
        assertThat(problem.path("given").asString("")).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "page=-1, page, a whole number from 0",
        "page=10000000, page, a whole number from 0",
        "size=0, size, a whole number from 1 to 1000",
        "size=100000, size, a whole number from 1 to 1000",
        "'sort=password', sort, name",
        "'sort=id,sideways', sort, ',asc or ,desc'",
        "'sort=id;drop', sort, name",
        "state=SLEEPING, state, QUEUED",
        "name=%00, name, zero"
    })
    void aListSaysWhatItCanBeAskedFor(String query, String field, String allowed) {
        JsonNode problem = http().get("/api/searches?" + query).problem(400);

        assertThat(problem.path("field").asString("")).isEqualTo(field);
        assertThat(problem.path("allowed").asString("")).contains(allowed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"candidates", "trials"})
    void listsOfASearchSaySoToo(String list) {
        String path = "/api/searches/" + submit(TINY) + "/" + list;

        for (String query : new String[] {"page=-1", "size=1001", "sort=secret", "sort=id,up", "state=BUSY"}) {
            JsonNode problem = http().get(path + "?" + query).problem(400);
            assertThat(problem.path("field").asString("")).isEqualTo(query.substring(0, query.indexOf('=')));
            assertThat(problem.path("allowed").asString("")).isNotEmpty();
        }
        assertThat(http().get(path + "?page=2000000&size=1000").expect(200).path("items"))
                .isEmpty();
    }

    @Test
    void thePageFarBehindTheLastOneIsEmpty() {
        submit(TINY);

        assertThat(http().get("/api/searches?page=2000000&size=1000")
                        .expect(200)
                        .path("items"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/api/searches;a=b", "/api//searches", "/api/%2e%2e/searches", "/api/searches/1;x=%0a/trials"})
    void anAddressThatIsMeantToDeceiveIsRefused(String path) {
        http().get(path).problem(400);
    }

    /** The server answers this one itself, before anything of ours sees it. */
    @Test
    void anAddressThatIsNoneTellsNothing() {
        var reply = http().get("/api/searches/%00");

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.body()).doesNotContain("Exception", "Tomcat", "org.", "java.");
    }

    @Test
    void aWrongMethodIsNotAllowed() {
        http().send("DELETE", "/api/searches", BodyPublishers.noBody()).problem(405);
        http().get("/api/worker/claims").problem(405);
    }

    @Test
    void aWrongContentTypeIsNotSupported() {
        http().with("Content-Type", "application/xml")
                .send("POST", "/api/searches", BodyPublishers.ofString("<search/>"))
                .problem(415);
    }

    @Test
    void whatCannotBeAnsweredInTheWantedFormIsNotAcceptable() {
        http().with("Accept", "image/png").get("/api/searches").problem(406);
    }

    @Test
    void aBodyAboveTheLimitIsTooLarge() {
        JsonNode problem =
                http().postYaml("/api/searches", " ".repeat(4_194_305)).problem(413);

        assertThat(problem.path("detail").asString()).contains("4,194,304");
    }

    @Test
    void aBodyOfUnknownLengthIsRefused() {
        http().with("Content-Type", "application/yaml")
                .send(
                        "POST",
                        "/api/searches",
                        BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(new byte[10])))
                .problem(411);
    }

    @Test
    void aCheckpointOfWhichNobodySaysHowLongItIsIsRefused() {
        String path =
                "/api/worker/trials/1/checkpoint?token=1&sha256=%s&epochs=1&fraction=0.5".formatted("a".repeat(64));

        http().with("Content-Type", "application/octet-stream")
                .send("PUT", path, BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(new byte[10])))
                .problem(411);
        assertThat(RawRequest.send(
                        http().port(),
                        "PUT %s HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/octet-stream\r\nConnection: close\r\n\r\n"
                                .formatted(path)))
                .startsWith("HTTP/1.1 411")
                .contains("application/problem+json", "Content-Length");
    }
}
