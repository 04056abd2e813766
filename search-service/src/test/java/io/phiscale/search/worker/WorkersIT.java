package io.phiscale.search.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.phiscale.protocol.trial.Claim;
import io.phiscale.search.fixture.CoordinatorTest;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class WorkersIT extends CoordinatorTest {

    @Test
    void aWorkerThatAsksForWorkIsKnownFromThenOn() {
        submit(SMALL);
        Claim claim = worker("gpu-7").claim().orElseThrow();

        JsonNode worker = client().get("/api/workers").json().path(0);

        assertThat(worker.path("name").asString()).isEqualTo("gpu-7");
        assertThat(worker.path("present").asBoolean()).isTrue();
        assertThat(worker.path("running").path(0).asLong()).isEqualTo(claim.trial());
    }

    @Test
    void aClaimWaitsForWorkToCome() {
        CompletableFuture<Optional<Claim>> waiting =
                CompletableFuture.supplyAsync(() -> worker("patient").claim(20));

        submit(SMALL);

        assertThat(waiting.join()).isPresent();
    }

    @Test
    void aClaimThatFindsNothingSaysSo() {
        assertThat(worker("idle").claim(0)).isEmpty();
        assertThat(worker("idle").claim(1)).isEmpty();
    }

    @Test
    void nonsenseIsRefusedWithTheFieldsName() {
        assertProblem(
                client().send(
                                "POST",
                                "/api/worker/claims",
                                "application/json",
                                "{\"worker\": \"w\", \"engines\": [], \"memory\": 1, \"slots\": 0, \"waitSeconds\": 1}"),
                400,
                "INVALID_VALUE");
        assertProblem(
                client().send("POST", "/api/worker/trials/1/heartbeat", "application/json", "{\"token\": 1"),
                400,
                "INVALID_VALUE");
        assertProblem(
                client().send("POST", "/api/worker/trials/1/failure", "application/json", "{\"token\": 1}"),
                400,
                "INVALID_VALUE");
    }
}
