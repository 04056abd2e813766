package io.phiscale.search.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.phiscale.protocol.error.ErrorCode;
import io.phiscale.protocol.trial.Claim;
import io.phiscale.protocol.trial.Command;
import io.phiscale.search.fixture.CoordinatorTest;
import io.phiscale.search.fixture.FakeWorker;
import io.phiscale.search.fixture.Reply;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class PausingIT extends CoordinatorTest {

    @Test
    void aPausedSearchCallsItsTrialsBackAndGivesNoneOut() {
        long id = submit(TINY);
        FakeWorker worker = worker("one");
        Claim beats = worker.claimed();
        Claim reports = worker.claimed();

        worker.heartbeat(beats, 0.25);
        assertThat(timeLeft(id).isNumber()).isTrue();

        JsonNode paused = post(id, "pause").expect(200);

        assertThat(paused.path("paused").asBoolean()).isTrue();
        assertThat(paused.path("state").asString()).isEqualTo("RUNNING");
        assertThat(paused.path("warnings").toString()).contains("until it is resumed");
        assertThat(timeLeft(id).isNull()).as("nobody can tell").isTrue();
        assertThat(worker.claim()).isEmpty();
        assertThat(worker.heartbeat(beats, 0.5)).isEqualTo(Command.RELEASE);
        assertThat(worker.epoch(reports, 1, 0.5)).isEqualTo(Command.RELEASE);
        assertThat(worker.release(beats)).isEqualTo(Command.CONTINUE);
        assertThat(trial(beats.trial()).path("state").asString()).isEqualTo("QUEUED");
        assertThat(trial(beats.trial()).path("attempts").asInt()).isZero();
    }

    @Test
    void aSearchThatIsResumedGoesOnWhereItWas() {
        long id = submit(TINY);
        FakeWorker worker = worker("one");
        Claim claim = worker.claimed();
        post(id, "pause").expect(200);
        worker.release(claim);

        JsonNode resumed = post(id, "resume").expect(200);

        assertThat(resumed.path("paused").asBoolean()).isFalse();
        assertThat(resumed.path("warnings").toString()).doesNotContain("paused");
        assertThat(worker.claimed().trial()).isEqualTo(claim.trial());
    }

    @Test
    void anotherSearchIsServedMeanwhile() {
        post(submit(TINY), "pause").expect(200);
        long other = submit(TINY);

        assertThat(trial(worker("one").claimed().trial()).path("search").asLong())
                .isEqualTo(other);
    }

    @Test
    void whatEndsWhileASearchIsPausedCountsAndCompletesIt() {
        long id = submit(TINY);
        FakeWorker worker = worker("one");
        Claim first = worker.claimed();
        Claim second = worker.claimed();
        Claim third = worker.claimed();
        post(id, "pause").expect(200);

        assertThat(worker.result(first, 0.5)).isEqualTo(Command.CONTINUE);
        assertThat(worker.result(second, 0.6)).isEqualTo(Command.CONTINUE);
        assertThat(worker.fail(third, ErrorCode.DATA_NOT_FOUND)).isEqualTo(Command.CONTINUE);

        assertThat(await(id, "DONE").path("paused").asBoolean()).isFalse();
        post(id, "retry").expect(200);
        assertThat(worker.claimed().trial())
                .as("nothing holds back what is tried again")
                .isEqualTo(third.trial());
    }

    @Test
    void aPausedSearchCanBeCancelled() {
        long id = submit(TINY);
        assertThat(post(id, "pause").expect(200).path("state").asString()).isEqualTo("QUEUED");

        JsonNode cancelled = post(id, "cancel").expect(200);

        assertThat(cancelled.path("state").asString()).isEqualTo("CANCELLED");
        assertThat(cancelled.path("paused").asBoolean()).isFalse();
    }

    @Test
    void onlyWhatRunsCanBePausedAndOnlyWhatIsPausedResumed() {
        long id = submit(TINY);
        assertThat(post(id, "resume").problem(409).path("detail").asString()).contains("QUEUED", "not paused");
        post(id, "pause").expect(200);
        JsonNode twice = post(id, "pause").problem(409);
        assertThat(twice.path("code").asString()).isEqualTo("WRONG_STATE");
        assertThat(twice.path("detail").asString()).contains("paused already");
        post(id, "resume").expect(200);
        worker("one").work(claim -> 0.5);
        await(id, "DONE");

        assertThat(post(id, "pause").problem(409).path("detail").asString()).contains("DONE");
        assertThat(post(id, "resume").problem(409).path("detail").asString()).contains("DONE");
        post(4711, "pause").problem(404);
        post(4711, "resume").problem(404);
    }

    private JsonNode timeLeft(long search) {
        return search(search).path("progress").path("secondsLeft");
    }

    private Reply post(long search, String what) {
        return http().post("/api/searches/%d/%s".formatted(search, what));
    }
}
