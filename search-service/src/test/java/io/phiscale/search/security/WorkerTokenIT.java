package io.phiscale.search.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.phiscale.protocol.engine.Device;
import io.phiscale.protocol.engine.Engines;
import io.phiscale.protocol.trial.ClaimRequest;
import io.phiscale.search.fixture.Http;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WorkerTokenIT extends WithAuthentication {
    private static final ClaimRequest CLAIM =
            new ClaimRequest("w", Engines.ALL, Device.cpu(""), 1L << 50, 1, List.of(), 0);

    @BeforeEach
    void removeTokens() {
        jdbc.sql("delete from worker_token where name in ('lab', 'more')").update();
    }

    @Test
    void aTokenOpensTheWorkersDoorAndNoOther() {
        Http worker = bearer(create("lab"));

        assertThat(worker.postJson("/api/worker/claims", CLAIM).status()).isEqualTo(204);
        worker.get("/api/searches").problem(401);
        worker.postJson("/api/worker-tokens", "{\"name\": \"more\"}").problem(401);
    }

    @Test
    void aUsersPasswordDoesNotOpenTheWorkersDoor() {
        http().postJson("/api/worker/claims", CLAIM).problem(401);
        anonymous().postJson("/api/worker/claims", CLAIM).problem(401);
        bearer("").postJson("/api/worker/claims", CLAIM).problem(401);
    }

    @Test
    void theTokenOfTheConfiguredFileLetsWorkersIn() {
        assertThat(bearer(FILE_TOKEN).postJson("/api/worker/claims", CLAIM).status())
                .isEqualTo(204);
        bearer(FILE_TOKEN + "0").postJson("/api/worker/claims", CLAIM).problem(401);
        bearer(FILE_TOKEN).get("/api/searches").problem(401);
    }

    @Test
    void onlyAHashIsStored() throws Exception {
        String token = create("lab");

        byte[] stored = jdbc.sql("select hash from worker_token where name = 'lab'")
                .query(byte[].class)
                .single();
        assertThat(token).hasSize(64);
        assertThat(stored)
                .isEqualTo(MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8)));
        assertThat(jdbc.sql("select string_agg(to_jsonb(t)::text, chr(10)) from worker_token t")
                        .query(String.class)
                        .single())
                .doesNotContain(token);
    }

    @Test
    void aTokenThatIsTakenBackOpensNothing() {
        Http worker = bearer(create("lab"));
        assertThat(http().get("/api/worker-tokens").expect(200))
                .extracting(token -> token.path("name").asString())
                .contains("lab");

        assertThat(http().send("DELETE", "/api/worker-tokens/lab", BodyPublishers.noBody())
                        .status())
                .isEqualTo(204);

        worker.postJson("/api/worker/claims", CLAIM).problem(401);
        http().send("DELETE", "/api/worker-tokens/lab", BodyPublishers.noBody()).problem(404);
    }

    @Test
    void aNameIsGivenOnce() {
        create("lab");

        http().postJson("/api/worker-tokens", "{\"name\": \"lab\"}").problem(409);
    }

    @Test
    void aNameMustBeOne() {
        for (String body : List.of(
                "{}",
                "{\"name\": null}",
                "{\"name\": \" \"}",
                "{\"name\": \"a\\u0000\"}",
                "{\"name\": \"" + "a".repeat(201) + "\"}")) {
            http().postJson("/api/worker-tokens", body).problem(400);
        }
    }

    private String create(String name) {
        return http().postJson("/api/worker-tokens", "{\"name\": \"%s\"}".formatted(name))
                .expect(201)
                .path("token")
                .asString();
    }

    private Http bearer(String token) {
        return anonymous().with("Authorization", "Bearer " + token);
    }
}
