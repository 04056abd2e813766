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
    void whoeverWaitsForAWorkerIsTold() {
        long id = submit(SMALL);
        assertThat(search(id).path("warnings").toString()).contains("none was heard of lately");

        worker("one").claim();
        assertThat(search(id).path("warnings").toString()).doesNotContain("wait for a worker");

        jdbc.sql("update worker set memory = 1048576").update();
        assertThat(search(id).path("warnings").toString()).contains("the largest has 1 MiB");
    }

    @Test
    void aTrialThatNobodyCanTrainAnyMoreFailsWithoutAWorkersHelp() {
        long id = submit(SMALL);
        // As after a data set was taken out of the configuration.
        jdbc.sql("update search set specification = replace(specification, 'fashion-mnist', 'gone')")
                .update();

        for (int trial = 0; trial < 3; trial++) {
            assertThat(worker("one").claim()).isEmpty();
        }

        assertThat(awaitState(id, "FAILED").path("error").asString()).contains("gone");
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
