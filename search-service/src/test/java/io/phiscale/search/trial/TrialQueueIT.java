package io.phiscale.search.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.phiscale.protocol.error.ErrorCode;
import io.phiscale.protocol.trial.Claim;
import io.phiscale.protocol.trial.Command;
import io.phiscale.search.fixture.CoordinatorTest;
import io.phiscale.search.fixture.FakeWorker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class TrialQueueIT extends CoordinatorTest {

    @Test
    void noTwoWorkersEverGetTheSameTrial() throws Exception {
        submit(SMALL.replace("divisions: 1", "divisions: 4"));
        int trials = jdbc.sql("select count(*) from trial").query(Integer.class).single();
        List<Callable<Optional<Claim>>> claims = new ArrayList<>();
        for (int worker = 0; worker < trials + 5; worker++) {
            FakeWorker asking = worker("worker-" + worker);
            claims.add(asking::claim);
        }
        ExecutorService threads = Executors.newFixedThreadPool(16);
        List<Long> claimed = new ArrayList<>();
        for (Future<Optional<Claim>> claim : threads.invokeAll(claims)) {
            claim.get().ifPresent(one -> claimed.add(one.trial()));
        }
        threads.shutdown();

        assertThat(claimed).hasSize(trials).doesNotHaveDuplicates();
    }

    @Test
    void aStaleWorkerCannotFinishATrial() {
        submit(SMALL);
        FakeWorker stale = worker("stale");
        Claim lost = stale.claim().orElseThrow();
        expire(lost);
        FakeWorker fresh = worker("fresh");
        Claim won = claimOf(fresh, lost.trial());
        assertThat(won.token()).isGreaterThan(lost.token());

        assertThat(stale.heartbeat(lost, 0.9)).isEqualTo(Command.STOP);
        assertThat(stale.epoch(lost, 1, 0.9)).isEqualTo(Command.STOP);
        assertThat(stale.finish(lost, 0.99)).isEqualTo(Command.STOP);
        assertThat(stale.fail(lost, ErrorCode.UNEXPECTED)).isEqualTo(Command.STOP);
        assertThat(stale.release(lost)).isEqualTo(Command.STOP);
        assertThat(fresh.finish(won, 0.5)).isEqualTo(Command.CONTINUE);

        JsonNode trial = client().get("/api/trials/" + won.trial()).json();
        assertThat(trial.path("state").asString()).isEqualTo("DONE");
        assertThat(trial.path("top1").asDouble()).isEqualTo(0.5);
        assertThat(client().get("/api/trials/" + won.trial() + "/curve").json().size())
                .isZero();
    }

    @Test
    void aResultThatIsDeliveredTwiceIsAcknowledgedTwiceAndStoredOnce() {
        submit(SMALL);
        FakeWorker worker = worker("one");
        Claim claim = worker.claim().orElseThrow();

        assertThat(worker.finish(claim, 0.5)).isEqualTo(Command.CONTINUE);
        assertThat(worker.finish(claim, 0.6)).isEqualTo(Command.CONTINUE);

        assertThat(client().get("/api/trials/" + claim.trial())
                        .json()
                        .path("top1")
                        .asDouble())
                .isEqualTo(0.5);
    }

    @Test
    void anEpochThatIsDeliveredTwiceIsStoredOnce() {
        submit(SMALL);
        FakeWorker worker = worker("one");
        Claim claim = worker.claim().orElseThrow();
        worker.epoch(claim, 1, 0.4);
        worker.epoch(claim, 1, 0.4);
        worker.epoch(claim, 2, 0.6);

        JsonNode curve = client().get("/api/trials/" + claim.trial() + "/curve").json();

        assertThat(curve.size()).isEqualTo(2);
        assertThat(curve.path(1).path("validation").path("top1").asDouble()).isEqualTo(0.6);
    }

    @Test
    void whatIsOurFaultIsTriedThreeTimesAndThenFailed() {
        submit(SMALL);
        FakeWorker worker = worker("one");
        Claim claim = worker.claim().orElseThrow();
        for (int attempt = 1; attempt <= 3; attempt++) {
            assertThat(worker.fail(claim, ErrorCode.TRAINER_CRASHED)).isEqualTo(Command.CONTINUE);
            if (attempt < 3) {
                claim = claimOf(worker, claim.trial());
            }
        }

        JsonNode trial = client().get("/api/trials/" + claim.trial()).json();
        assertThat(trial.path("state").asString()).isEqualTo("FAILED");
        assertThat(trial.path("errorCode").asString()).isEqualTo("TRAINER_CRASHED");
        JsonNode attempts =
                client().get("/api/trials/" + claim.trial() + "/attempts").json();
        assertThat(attempts.size()).isEqualTo(3);
        assertThat(attempts.path(0).path("log").asString()).isEqualTo("last\nlines");
    }

    @Test
    void whatIsTheUsersFaultIsNotTriedAgain() {
        submit(SMALL);
        FakeWorker worker = worker("one");
        Claim claim = worker.claim().orElseThrow();

        worker.fail(claim, ErrorCode.DATA_NOT_FOUND);

        assertThat(client().get("/api/trials/" + claim.trial())
                        .json()
                        .path("state")
                        .asString())
                .isEqualTo("FAILED");
    }

    @Test
    void aTrialThatIsGivenBackCountsNoAttempt() {
        submit(SMALL);
        FakeWorker worker = worker("one");
        Claim claim = worker.claim().orElseThrow();

        assertThat(worker.release(claim)).isEqualTo(Command.CONTINUE);

        JsonNode trial = client().get("/api/trials/" + claim.trial()).json();
        assertThat(trial.path("state").asString()).isEqualTo("QUEUED");
        assertThat(trial.path("attempts").asInt()).isZero();
        assertThat(client().get("/api/trials/" + claim.trial() + "/attempts")
                        .json()
                        .path(0)
                        .path("outcome")
                        .asString())
                .isEqualTo("RELEASED");
    }

    @Test
    void aLeaseThatExpiresThreeTimesFailsTheTrial() {
        submit(SMALL);
        FakeWorker worker = worker("one");
        Claim claim = worker.claim().orElseThrow();
        expire(claim);
        claim = claimOf(worker, claim.trial());
        expire(claim);
        claim = claimOf(worker, claim.trial());
        expire(claim);

        JsonNode trial = client().get("/api/trials/" + claim.trial()).json();
        assertThat(trial.path("state").asString()).isEqualTo("FAILED");
        assertThat(trial.path("error").asString()).contains("one");
    }

    @Test
    void aWorkerGetsOnlyWhatItsMemoryHolds() {
        submit(SMALL);
        jdbc.sql("update trial set required_memory = :most where id > (select min(id) from trial)")
                .param("most", Long.MAX_VALUE)
                .update();
        FakeWorker worker = worker("one");

        assertThat(worker.claim()).isPresent();
        assertThat(worker.claim()).isEmpty();
    }

    @Test
    void aJobHoldsEverythingThatATrainingNeeds() {
        submit(SMALL);

        Claim claim = worker("one").claim().orElseThrow();

        assertThat(claim.engine()).isEqualTo("dl4j");
        assertThat(claim.job().recipe().epochs()).isEqualTo(2);
        assertThat(claim.job().data().trainingImages()).isEqualTo(600);
        assertThat(claim.job().architecture().classes()).isEqualTo(10);
        assertThat(claim.job().parameters())
                .isEqualTo(claim.job().architecture().cost().parameters());
    }

    /** Makes the lease run out, and waits for the reaper. */
    private void expire(Claim claim) {
        jdbc.sql("update trial set lease_until = clock_timestamp() - interval '1 second' where id = :id")
                .param("id", claim.trial())
                .update();
        await().atMost(Duration.ofSeconds(20))
                .until(() -> jdbc.sql("select state <> 'RUNNING' from trial where id = :id")
                        .param("id", claim.trial())
                        .query(Boolean.class)
                        .single());
    }

    /** Claims until it is this trial's turn again; it may have to wait for its backoff. */
    private Claim claimOf(FakeWorker worker, long trial) {
        jdbc.sql("update trial set priority = 9, not_before = clock_timestamp() where id = :id")
                .param("id", trial)
                .update();
        Claim claim = worker.claim().orElseThrow();
        assertThat(claim.trial()).isEqualTo(trial);
        return claim;
    }
}
