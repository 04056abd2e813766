package io.phiscale.search.trial;

import static org.assertj.core.api.Assertions.assertThat;

import io.phiscale.protocol.error.ErrorCode;
import io.phiscale.protocol.trial.Claim;
import io.phiscale.protocol.trial.Command;
import io.phiscale.search.fixture.CoordinatorTest;
import io.phiscale.search.fixture.FakeWorker;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class FailureIT extends CoordinatorTest {

    @Test
    void aUsersErrorIsFinal() {
        submit(TINY);
        FakeWorker worker = worker("one");
        Claim claim = worker.claimed();

        assertThat(worker.fail(claim, ErrorCode.DATA_NOT_FOUND)).isEqualTo(Command.CONTINUE);

        JsonNode trial = trial(claim.trial());
        assertThat(trial.path("state").asString()).isEqualTo("FAILED");
        assertThat(trial.path("errorCode").asString()).isEqualTo("DATA_NOT_FOUND");
        assertThat(trial.path("error").asString()).isEqualTo("made to fail");
    }

    @Test
    void anInternalErrorIsTriedThreeTimesWithPausesThatGrow() {
        submit(TINY);
        FakeWorker worker = worker("one");
        double lastPause = 0;
        long trial = 0;
        for (int attempt = 1; attempt <= 2; attempt++) {
            Claim claim = worker.claimed();
            trial = claim.trial();
            worker.fail(claim, ErrorCode.TRAINER_CRASHED);
            assertThat(trial(trial).path("state").asString()).isEqualTo("QUEUED");
            double pause = pauseAfter(claim);
            assertThat(pause).isGreaterThan(lastPause);
            // 5 s and then 10 s, with up to half of it on top; a tenth of a second is between two readings of the
            // clock.
            assertThat(pause).isBetween(5.0 * attempt - 0.1, 7.5 * attempt);
            lastPause = pause;
            allowNow(trial);
        }
        worker.fail(worker.claimed(), ErrorCode.TRAINER_CRASHED);

        assertThat(trial(trial).path("state").asString()).isEqualTo("FAILED");
        JsonNode attempts = http().get("/api/trials/" + trial + "/attempts").expect(200);
        assertThat(attempts).hasSize(3);
        assertThat(attempts).allSatisfy(attempt -> {
            assertThat(attempt.path("outcome").asString()).isEqualTo("FAILED");
            assertThat(attempt.path("errorCode").asString()).isEqualTo("TRAINER_CRASHED");
            assertThat(attempt.path("log").asString()).isEqualTo("last lines");
        });
    }

    @Test
    void aTrialThatRanOutOfMemoryAsksForMore() {
        submit(TINY);
        Claim claim = worker("small").claimed();
        long needed = neededMemory(claim.trial());

        worker("small").fail(claim, ErrorCode.OUT_OF_MEMORY);

        assertThat(trial(claim.trial()).path("state").asString()).isEqualTo("QUEUED");
        assertThat(neededMemory(claim.trial())).isEqualTo(needed * 3 / 2);
    }

    private long neededMemory(long trial) {
        return jdbc.sql("select required_memory from trial where id = ?")
                .param(trial)
                .query(Long.class)
                .single();
    }

    @Test
    void aTrialThatWaitsForItsNextAttemptIsGivenToNobody() {
        submit(TINY);
        FakeWorker worker = worker("one");
        Claim failed = worker.claimed();
        worker.fail(failed, ErrorCode.UNEXPECTED);

        worker.work(claim -> {
            assertThat(claim.trial()).isNotEqualTo(failed.trial());
            return 0.5;
        });

        assertThat(trial(failed.trial()).path("state").asString()).isEqualTo("QUEUED");
    }

    @Test
    void aSearchWhoseTrainingsAllDivergedHasNoWinner() {
        long id = submit(TINY);
        FakeWorker worker = worker("one");
        for (var claim = worker.claim(); claim.isPresent(); claim = worker.claim()) {
            worker.result(claim.get(), FakeWorker.result(0.1, true));
        }

        JsonNode search = await(id, "FAILED");

        assertThat(search.path("error").asString())
                .isEqualTo("every training diverged: lower recipe.optimizer.learningRate, which is 0.1, or raise"
                        + " recipe.schedule.warmupEpochs");
        http().get("/api/searches/" + id + "/selection").expect(404);
    }

    @Test
    void aSearchOfWhichNothingSucceededFailsWithTheReason() {
        long id = submit(TINY);
        FakeWorker worker = worker("one");
        for (var claim = worker.claim(); claim.isPresent(); claim = worker.claim()) {
            worker.fail(claim.get(), ErrorCode.DATA_NOT_FOUND);
        }

        JsonNode search = await(id, "FAILED");

        assertThat(search.path("error").asString()).contains("no trial has a result", "made to fail");
        http().get("/api/searches/" + id + "/selection").problem(404);
        http().get("/api/searches/" + id + "/ladder").problem(404);
    }

    @Test
    void whatFailedCanBeTriedAgainAndWhatSucceededIsNot() {
        long id = submit(TINY);
        FakeWorker worker = worker("one");
        Claim failed = worker.claimed();
        worker.fail(failed, ErrorCode.DATA_NOT_FOUND);
        worker.work(claim -> 0.5);
        await(id, "DONE");

        JsonNode again = http().post("/api/searches/" + id + "/retry").expect(200);

        assertThat(again.path("state").asString()).isEqualTo("RUNNING");
        assertThat(again.path("error").isNull()).isTrue();
        assertThat(again.path("endedAt").isNull()).isTrue();
        http().get("/api/searches/" + id + "/selection").problem(404);
        Claim retried = worker.claimed();
        assertThat(retried.trial()).isEqualTo(failed.trial());
        assertThat(worker.claim()).isEmpty();
        worker.result(retried, 0.9);
        JsonNode done = await(id, "DONE");
        assertThat(done.path("bestTop1").asDouble()).isEqualTo(0.9);
        assertThat(done.path("error").isNull()).isTrue();
        assertThat(http().get("/api/searches/" + id + "/selection")
                        .expect(200)
                        .path("candidate")
                        .asLong())
                .isEqualTo(trial(retried.trial()).path("candidate").asLong());
        assertThat(http().get("/api/trials/" + failed.trial() + "/attempts").expect(200))
                .hasSize(2);
    }

    @Test
    void whereNothingFailedThereIsNothingToTryAgain() {
        long id = submit(TINY);
        http().post("/api/searches/" + id + "/retry").problem(409);
        worker("one").fail(worker("one").claimed(), ErrorCode.DATA_NOT_FOUND);
        http().post("/api/searches/" + id + "/cancel").expect(200);

        JsonNode problem = http().post("/api/searches/" + id + "/retry").problem(409);

        assertThat(problem.path("detail").asString()).contains("CANCELLED", "no failed trial");
        http().post("/api/searches/4711/retry").problem(404);
    }

    @Test
    void aSearchOfWhichSomeFailedIsDoneAndSaysSo() {
        long id = submit(TINY);
        FakeWorker worker = worker("one");
        worker.fail(worker.claimed(), ErrorCode.DATA_NOT_FOUND);
        assertThat(worker.work(claim -> 0.5)).isPositive();

        JsonNode search = await(id, "DONE");

        assertThat(search.path("error").asString()).contains("1 trial", "left out", "made to fail");
        assertThat(search.path("progress").path("failed").asInt()).isEqualTo(1);
    }

    @Test
    void aDivergedTrainingIsAResultAndTheWorstOne() {
        long id = submit(TINY);
        FakeWorker worker = worker("one");
        Claim diverged = worker.claimed();
        assertThat(worker.result(diverged, FakeWorker.result(0.99, true))).isEqualTo(Command.CONTINUE);
        assertThat(worker.work(claim -> 0.1)).isPositive();

        JsonNode search = await(id, "DONE");

        assertThat(search.path("error").asString())
                .contains("1 of ", " trainings diverged, and count as wrong on every image: lower");
        JsonNode trial = trial(diverged.trial());
        assertThat(trial.path("state").asString()).isEqualTo("DIVERGED");
        assertThat(trial.path("result").path("diverged").asBoolean()).isTrue();
        assertThat(search.path("bestTop1").asDouble()).isEqualTo(0.1);
        assertThat(http().get("/api/searches/" + id + "/selection")
                        .expect(200)
                        .path("candidate")
                        .asLong())
                .isNotEqualTo(trial.path("candidate").asLong());
    }

    @Test
    void theDeviationOfACandidateCountsADivergedSeedAsItsMeanDoes() {
        long id = submit(TINY + "seeds: [1, 2]\n");
        FakeWorker worker = worker("one");
        worker.work(claim -> 0.5);
        await(id, "DONE");
        // Of a candidate's two results one becomes a diverged one, as if it had been reported so.
        jdbc.sql("update trial_result set diverged = true where trial_id in (select id from trial where seed = 2)")
                .update();

        JsonNode candidate = http().get("/api/searches/" + id + "/candidates")
                .expect(200)
                .path("items")
                .get(0);

        assertThat(candidate.path("deviation").asDouble()).isGreaterThan(0.3);
    }

    /** In seconds, by what was stored. */
    private double pauseAfter(Claim claim) {
        return jdbc.sql(
                        """
                        select extract(epoch from t.not_before - a.ended_at)
                        from trial t join attempt a on a.trial_id = t.id and a.token = :token where t.id = :trial
                        """)
                .param("token", claim.token())
                .param("trial", claim.trial())
                .query(Double.class)
                .single();
    }

    private void allowNow(long trial) {
        jdbc.sql("update trial set not_before = clock_timestamp() where id = ?")
                .param(trial)
                .update();
    }
}
