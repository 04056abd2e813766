package io.phiscale.search.harness;

import static org.assertj.core.api.Assertions.assertThat;

import io.phiscale.protocol.json.ProtocolJson;
import java.net.http.HttpResponse;
import tools.jackson.databind.JsonNode;

/** What the coordinator answered. */
public record Reply(HttpResponse<String> response) {

    public int status() {
        return response.statusCode();
    }

    public String body() {
        return response.body();
    }

    public String header(String name) {
        return response.headers().firstValue(name).orElse("");
    }

    public JsonNode json() {
        return ProtocolJson.MAPPER.readTree(body());
    }

    public <T> T as(Class<T> type) {
        assertThat(status()).as(body()).isEqualTo(200);
        return ProtocolJson.MAPPER.readValue(body(), type);
    }

    /** The body, where the status is the expected one. */
    public JsonNode expect(int status) {
        assertThat(status()).as(body()).isEqualTo(status);
        return json();
    }

    /** A problem detail from which nobody learns what the coordinator is made of. */
    public JsonNode problem(int status) {
        JsonNode problem = expect(status);
        assertThat(header("Content-Type")).startsWith("application/problem+json");
        assertThat(problem.path("status").asInt()).isEqualTo(status);
        assertThat(problem.path("code").asString("")).as(body()).isNotEmpty();
        assertThat(problem.path("detail").asString("")).as(body()).isNotEmpty();
        assertThat(body()).doesNotContain("Exception", "org.", "at io.", "java.", "tools.jackson");
        return problem;
    }
}
