package io.phiscale.search.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.phiscale.protocol.engine.Device;
import io.phiscale.protocol.engine.Engines;
import io.phiscale.protocol.engine.Numerics;
import io.phiscale.protocol.trial.Claim;
import io.phiscale.protocol.trial.ClaimRequest;
import io.phiscale.protocol.trial.Command;
import io.phiscale.search.fixture.CoordinatorTest;
import io.phiscale.search.fixture.FakeWorker;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class WorkerApiIT extends CoordinatorTest {
    private static final int WORKERS = 8;

    @Test
    void anEmptyQueueAnswersWithNothing() {
        var reply = http().postJson(
                        "/api/worker/claims",
                        new ClaimRequest("idle", Engines.ALL, Device.cpu(""), 1, 1, List.of(), 0));

        assertThat(reply.status()).isEqualTo(204);
        assertThat(reply.body()).isEmpty();
    }

    @Test
    void aWorkerThatWouldLeaveOutWhatItDoesNotKnowGetsNoWork() {
        submit(TINY);

        String old =
                """
                {"worker": "old", "engines": ["dl4j"], "memory": 1000000000000, "slots": 1, "labels": [], "waitSeconds": 0}
                """;
        JsonNode problem = http().postJson("/api/worker/claims", old).problem(400);

        assertThat(problem.path("field").asString()).isEqualTo("protocol");
        assertThat(problem.path("allowed").asString()).contains("update it to the coordinator's version");
    }

    @Test
    void workThatComesWhileAWorkerWaitsIsGivenToIt() throws Exception {
        ExecutorService threads = Executors.newSingleThreadExecutor();
        try {
            Future<Integer> waiting = threads.submit(() -> http().postJson(
                            "/api/worker/claims",
                            new ClaimRequest("patient", Engines.ALL, Device.cpu(""), 1L << 50, 1, List.of(), 30))
                    .status());
            submit(TINY);
            assertThat(waiting.get()).isEqualTo(200);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void whatIsWrongWithOneThatWaitsIsNotAnsweredToTheOthers() throws Exception {
        jdbc.sql("create function curse() returns trigger language plpgsql as"
                        + " $$ begin raise exception 'cursed'; end $$")
                .update();
        jdbc.sql("create trigger curse before insert on attempt for each row when (new.worker = 'cursed')"
                        + " execute function curse()")
                .update();
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            Future<Integer> cursed = await(threads, "cursed");
            Future<Integer> patient = await(threads, "patient");

            submit(TINY);

            assertThat(cursed.get()).isEqualTo(500);
            assertThat(patient.get()).isEqualTo(200);
        } finally {
            threads.shutdownNow();
            jdbc.sql("drop function curse() cascade").update();
        }
    }

    /** @return its answer's status, once it is there; it has asked before this returns */
    private Future<Integer> await(ExecutorService threads, String name) {
        ClaimRequest request = new ClaimRequest(name, Engines.ALL, Device.cpu(""), 1L << 50, 1, List.of(), 30);
        Future<Integer> status = threads.submit(
                () -> http().postJson("/api/worker/claims", request).status());
        Awaitility.await().until(() -> jdbc.sql("select exists (select from worker where name = ?)")
                .param(name)
                .query(Boolean.class)
                .single());
        return status;
    }

    @Test
    void whatFitsIsFoundBehindWhateverDoesNot() {
        submit(TINY
                + "seeds: [%s]\n"
                        .formatted(IntStream.range(0, 50)
                                .mapToObj(Integer::toString)
                                .collect(Collectors.joining(", "))));
        long last = jdbc.sql("select max(id) from trial").query(Long.class).single();
        jdbc.sql("update trial set required_memory = 4711 where id = ?")
                .param(last)
                .update();

        assertThat(worker("small").withMemory(4711).claimed().trial()).isEqualTo(last);
    }

    @Test
    void workersThatClaimAtOnceNeverGetTheSameTrial() throws Exception {
        long id = submit(SMALL.replace("divisions: 2", "divisions: 4") + "seeds: [1, 2, 3, 4, 5, 6, 7, 8]\n");
        int trials = search(id).path("progress").path("total").asInt();
        ExecutorService threads = Executors.newFixedThreadPool(WORKERS);
        try {
            List<Callable<List<Claim>>> all = new ArrayList<>();
            for (int number = 0; number < WORKERS; number++) {
                FakeWorker worker = worker("racer " + number);
                all.add(() -> claimEverything(worker));
            }
            List<Claim> claims = new ArrayList<>();
            for (Future<List<Claim>> claimed : threads.invokeAll(all)) {
                claims.addAll(claimed.get());
            }
            assertThat(claims).extracting(Claim::trial).doesNotHaveDuplicates().hasSize(trials);
            assertThat(claims).extracting(Claim::token).doesNotHaveDuplicates();
        } finally {
            threads.shutdownNow();
        }
    }

    private static List<Claim> claimEverything(FakeWorker worker) {
        List<Claim> claims = new ArrayList<>();
        for (var claim = worker.claim(); claim.isPresent(); claim = worker.claim()) {
            claims.add(claim.get());
        }
        return claims;
    }

    @Test
    void aWorkerWithTooLittleMemoryOrAnotherEngineGetsNothing() {
        submit(TINY);
        long needed = jdbc.sql("select min(required_memory) from trial")
                .query(Long.class)
                .single();

        assertThat(worker("small").withMemory(needed - 1).claim()).isEmpty();
        assertThat(worker("other").withEngines("dl4j").claim()).isEmpty();
        assertThat(worker("fitting")
                        .withEngines("libtorch", "dl4j")
                        .withMemory(needed)
                        .claim())
                .isPresent();
    }

    @Test
    void aClaimHoldsEverythingThatATrainerNeeds() {
        submit(TINY + "seeds: [42]\n");

        Claim claim = worker("one").claimed();

        assertThat(claim.engine()).isEqualTo("libtorch");
        assertThat(claim.job().numerics()).isEqualTo(Numerics.DEFAULT);
        assertThat(claim.leaseSeconds()).isEqualTo(60);
        assertThat(claim.job().seed()).isEqualTo(42);
        assertThat(claim.job().recipe().batchSize()).isEqualTo(16);
        assertThat(claim.job().data().trainingImages()).isEqualTo(128);
        assertThat(claim.job().parameters())
                .isEqualTo(claim.job().architecture().cost().parameters());
        assertThat(claim.job().architecture().classes()).isEqualTo(4);
    }

    @Test
    void aTrialThatIsGivenBackDoesNotCountAsAnAttempt() {
        submit(TINY);
        FakeWorker worker = worker("one");
        Claim first = worker.claimed();

        assertThat(worker.release(first)).isEqualTo(Command.CONTINUE);

        assertThat(trial(first.trial()).path("state").asString()).isEqualTo("QUEUED");
        assertThat(trial(first.trial()).path("attempts").asInt()).isZero();
        assertThat(http().get("/api/trials/" + first.trial() + "/attempts")
                        .expect(200)
                        .get(0)
                        .path("outcome")
                        .asString())
                .isEqualTo("RELEASED");
        assertThat(worker.release(first)).isEqualTo(Command.STOP);
        Claim again = worker.claimed();
        assertThat(again.trial()).isEqualTo(first.trial());
        assertThat(again.token()).isGreaterThan(first.token());
    }

    @Test
    void theListOfWorkersSaysWhatEachOneHolds() {
        submit(TINY);
        Claim claim = worker("busy").claimed();

        var workers = http().get("/api/workers").expect(200);

        assertThat(workers).hasSize(1);
        assertThat(workers.get(0).path("running").get(0).asLong()).isEqualTo(claim.trial());
        assertThat(workers.get(0).path("engines").get(0).asString()).isEqualTo("libtorch");
    }
}
