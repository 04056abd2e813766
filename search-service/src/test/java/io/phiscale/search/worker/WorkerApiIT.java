package io.phiscale.search.worker;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.junit.jupiter.api.Test;

class WorkerApiIT extends CoordinatorTest {
    private static final int WORKERS = 8;

    @Test
    void anEmptyQueueAnswersWithNothing() {
        var reply =
                http().postJson("/api/worker/claims", new ClaimRequest("idle", List.of("dl4j"), 1, 1, List.of(), 0));

        assertThat(reply.status()).isEqualTo(204);
        assertThat(reply.body()).isEmpty();
    }

    @Test
    void workThatComesWhileAWorkerWaitsIsGivenToIt() throws Exception {
        ExecutorService threads = Executors.newSingleThreadExecutor();
        try {
            Future<Integer> waiting = threads.submit(() -> http().postJson(
                            "/api/worker/claims",
                            new ClaimRequest("patient", List.of("dl4j"), 1L << 50, 1, List.of(), 30))
                    .status());
            submit(TINY);
            assertThat(waiting.get()).isEqualTo(200);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void workersThatClaimAtOnceNeverGetTheSameTrial() throws Exception {
        long id = submit(SMALL.replace("divisions: 2", "divisions: 4") + "seeds: [1, 2, 3]\n");
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
        assertThat(worker("other").withEngines("libtorch").claim()).isEmpty();
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

        assertThat(claim.engine()).isEqualTo("dl4j");
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
        assertThat(workers.get(0).path("engines").get(0).asString()).isEqualTo("dl4j");
    }
}
