package io.phiscale.search.trial;

import static org.assertj.core.api.Assertions.assertThat;

import io.phiscale.protocol.trial.Claim;
import io.phiscale.protocol.trial.Command;
import io.phiscale.search.fixture.CoordinatorTest;
import io.phiscale.search.fixture.FakeWorker;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Attempts that are alive, and will not end in any time that others took. */
class OverrunIT extends CoordinatorTest {
    @Autowired
    private LeaseReaper reaper;

    @Test
    void anAttemptThatTakesTooLongIsTriedAgainByAnotherWorker() {
        submit(TINY);
        FakeWorker slow = worker("slow");
        FakeWorker other = worker("other");
        other.result(other.claimed(), 0.5);
        Claim late = slow.claimed();
        other.claimed();

        takeAnHour(late);

        JsonNode trial = trial(late.trial());
        assertThat(trial.path("state").asString()).isEqualTo("QUEUED");
        assertThat(trial.path("errorCode").asString()).isEqualTo("TOO_SLOW");
        assertThat(trial.path("attempts").asInt())
                .as("it is no failure of its own")
                .isZero();
        assertThat(slow.heartbeat(late, 0.5)).isEqualTo(Command.STOP);
        assertThat(slow.claim()).as("another worker is there for it").isEmpty();
        assertThat(other.claimed().trial()).isEqualTo(late.trial());
    }

    @Test
    void theOnlyWorkerThereIsTriesItAgainItself() {
        submit(TINY);
        FakeWorker slow = worker("slow");
        slow.result(slow.claimed(), 0.5);
        Claim late = slow.claimed();

        takeAnHour(late);

        assertThat(slow.claimed().trial()).isEqualTo(late.trial());
    }

    @Test
    void whatTakesTooLongASecondTimeFailsAndSaysHowLong() {
        submit(TINY);
        FakeWorker slow = worker("slow");
        slow.result(slow.claimed(), 0.5);
        takeAnHour(slow.claimed());
        Claim again = slow.claimed();

        takeAnHour(again);

        JsonNode trial = trial(again.trial());
        assertThat(trial.path("state").asString()).isEqualTo("FAILED");
        assertThat(trial.path("errorCode").asString()).isEqualTo("TOO_SLOW");
        assertThat(trial.path("error").asString())
                .matches("worker slow took 36\\d\\d s; finished trials of this search let expect \\d+ s");
        assertThat(trial.path("endedAt").isNull()).isFalse();
        assertThat(http().get("/api/trials/" + again.trial() + "/attempts").expect(200))
                .hasSize(2)
                .allSatisfy(attempt ->
                        assertThat(attempt.path("outcome").asString()).isEqualTo("EXPIRED"));
    }

    @Test
    void beforeAnythingHasFinishedNothingTakesTooLong() {
        submit(TINY);
        FakeWorker worker = worker("one");
        Claim first = worker.claimed();
        setBackAnHour(first);

        reaper.endOverruns();

        assertThat(worker.heartbeat(first, 0.5)).isEqualTo(Command.CONTINUE);
    }

    @Test
    void whatAnotherSearchTookSaysNothing() {
        submit(TINY);
        worker("other").result(worker("other").claimed(), 0.5);
        long search = submit(TINY.replace("name: small", "name: slow"));
        FakeWorker worker = worker("one");
        Claim slow = worker.claimed();
        assertThat(trial(slow.trial()).path("search").asLong()).isNotEqualTo(search);
        Claim alone = worker.claimed();
        assertThat(trial(alone.trial()).path("search").asLong()).isEqualTo(search);
        setBackAnHour(slow);
        setBackAnHour(alone);

        reaper.endOverruns();

        assertThat(worker.heartbeat(slow, 0.5)).isEqualTo(Command.STOP);
        assertThat(worker.heartbeat(alone, 0.5)).isEqualTo(Command.CONTINUE);
    }

    /** Sets the clock back for one attempt, and sees it ended, by this test or by the coordinator itself. */
    private void takeAnHour(Claim claim) {
        setBackAnHour(claim);
        reaper.endOverruns();
        Awaitility.await()
                .until(() -> !trial(claim.trial()).path("state").asString().equals("RUNNING"));
    }

    private void setBackAnHour(Claim claim) {
        jdbc.sql("update attempt set started_at = started_at - interval '1 hour' where trial_id = ? and token = ?")
                .param(claim.trial())
                .param(claim.token())
                .update();
    }
}
