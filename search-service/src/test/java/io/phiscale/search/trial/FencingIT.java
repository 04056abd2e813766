package io.phiscale.search.trial;

import static org.assertj.core.api.Assertions.assertThat;

import io.phiscale.protocol.error.ErrorCode;
import io.phiscale.protocol.trial.CheckpointReference;
import io.phiscale.protocol.trial.Claim;
import io.phiscale.protocol.trial.Command;
import io.phiscale.search.fixture.CoordinatorTest;
import io.phiscale.search.fixture.FakeWorker;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Old leases are worth nothing. */
class FencingIT extends CoordinatorTest {
    @Autowired
    private LeaseReaper reaper;

    @Autowired
    private TrialClaims claims;

    @Test
    void aStaleWorkerCanChangeNothing() {
        submit(TINY);
        FakeWorker stale = worker("stale");
        Claim old = stale.claimed();
        expire(old);
        Claim fresh = worker("fresh").claimed();
        assertThat(fresh.trial()).isEqualTo(old.trial());
        assertThat(fresh.token()).isGreaterThan(old.token());
        String before = everythingAbout(old.trial());

        assertThat(stale.heartbeat(old, 0.9)).isEqualTo(Command.STOP);
        assertThat(stale.epoch(old, 1, 0.9)).isEqualTo(Command.STOP);
        assertThat(stale.result(old, 0.9)).isEqualTo(Command.STOP);
        assertThat(stale.fail(old, ErrorCode.INVALID_VALUE)).isEqualTo(Command.STOP);
        assertThat(stale.release(old)).isEqualTo(Command.STOP);

        assertThat(everythingAbout(old.trial())).isEqualTo(before);
        assertThat(http().get("/api/trials/" + old.trial() + "/curve").expect(200))
                .isEmpty();
        assertThat(worker("fresh").result(fresh, 0.5)).isEqualTo(Command.CONTINUE);
        assertThat(trial(old.trial()).path("top1").asDouble()).isEqualTo(0.5);
    }

    @Test
    void anExpiredLeaseIsTakenBackAndSaysSo() {
        submit(TINY);
        Claim claim = worker("lost").claimed();

        expire(claim);

        var trial = trial(claim.trial());
        assertThat(trial.path("state").asString()).isEqualTo("QUEUED");
        assertThat(trial.path("errorCode").asString()).isEqualTo("LEASE_LOST");
        var attempt = http().get("/api/trials/" + claim.trial() + "/attempts")
                .expect(200)
                .get(0);
        assertThat(attempt.path("outcome").asString()).isEqualTo("EXPIRED");
        assertThat(attempt.path("error").asString()).contains("lost");
    }

    @Test
    void aTrialWhoseWorkersGoSilentTenTimesFails() {
        submit(TINY);
        FakeWorker worker = worker("lost");
        long trial = 0;
        for (int loss = 1; loss <= 10; loss++) {
            Claim claim = worker.claimed();
            trial = claim.trial();
            worker.heartbeat(claim, 0.5);
            assertThat(trial(trial).path("state").asString()).isEqualTo("RUNNING");
            expire(claim);
            allowNow();
            assertThat(trial(trial).path("attempts").asInt())
                    .as("a lost lease is no failed attempt")
                    .isZero();
        }

        assertThat(trial(trial).path("state").asString()).isEqualTo("FAILED");
        assertThat(trial(trial).path("errorCode").asString()).isEqualTo("LEASE_LOST");
        assertThat(trial(trial).path("endedAt").isNull()).isFalse();
        assertThat(http().get("/api/trials/" + trial + "/attempts").expect(200)).hasSize(10);
    }

    @Test
    void fromItsSecondLossOnATrialWaitsLongerEachTimeWhateverWasHeard() {
        submit(TINY);
        FakeWorker worker = worker("killed");

        assertThat(pauseAfterLossOf(worker.claimed())).isZero();
        assertThat(pauseAfterLossOf(worker.claimed())).isBetween(4.0, 7.5);
        assertThat(pauseAfterLossOf(worker.claimed())).isBetween(8.0, 15.0);
        assertThat(jdbc.sql("select losses from trial order by id limit 1")
                        .query(Integer.class)
                        .single())
                .isEqualTo(3);
    }

    /** In seconds, by what was stored; the trial need not wait for it. */
    private double pauseAfterLossOf(Claim claim) {
        expire(claim);
        double pause = jdbc.sql(
                        """
                        select greatest(0, extract(epoch from t.not_before - a.ended_at))
                        from trial t join attempt a on a.trial_id = t.id and a.token = t.token where t.id = ?
                        """)
                .param(claim.trial())
                .query(Double.class)
                .single();
        allowNow();
        return pause;
    }

    @Test
    void aStaleClaimBringsNoEpochsWithIt() {
        submit(TINY);
        FakeWorker first = worker("first");
        Claim trained = first.claimed();
        first.epoch(trained, 1, 0.5);
        first.release(trained);
        Claim stale = first.claimed();
        expire(stale);
        var checkpoint =
                new TrialClaims.Checkpoint(trained.token(), new CheckpointReference("0".repeat(64), 1, 1, 0.5));

        claims.inheritEpochs(stale.trial(), stale.token(), checkpoint);

        assertThat(jdbc.sql("select count(*) from trial_epoch where token = ?")
                        .param(stale.token())
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void aHeartbeatKeepsALeaseFromBeingReaped() {
        submit(TINY);
        FakeWorker worker = worker("alive");
        Claim claim = worker.claimed();
        jdbc.sql("update trial set lease_until = clock_timestamp() + interval '5 seconds' where state = 'RUNNING'")
                .update();

        assertThat(worker.heartbeat(claim, 0.1)).isEqualTo(Command.CONTINUE);

        assertThat(jdbc.sql("select lease_until > clock_timestamp() + interval '50 seconds' from trial where id = ?")
                        .param(claim.trial())
                        .query(Boolean.class)
                        .single())
                .isTrue();
        reaper.reap();
        assertThat(trial(claim.trial()).path("state").asString()).isEqualTo("RUNNING");
    }

    @Test
    void aResultThatIsDeliveredTwiceIsAcknowledgedAndStoredOnce() {
        submit(TINY);
        FakeWorker worker = worker("one");
        Claim claim = worker.claimed();

        assertThat(worker.result(claim, 0.5)).isEqualTo(Command.CONTINUE);
        assertThat(worker.result(claim, 0.7)).isEqualTo(Command.CONTINUE);

        assertThat(trial(claim.trial()).path("top1").asDouble()).isEqualTo(0.5);
        assertThat(jdbc.sql("select count(*) from trial_result where trial_id = ?")
                        .param(claim.trial())
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void anEpochThatIsReportedTwiceIsStoredOnce() {
        submit(TINY);
        FakeWorker worker = worker("one");
        Claim claim = worker.claimed();

        assertThat(worker.epoch(claim, 1, 0.5)).isEqualTo(Command.CONTINUE);
        assertThat(worker.epoch(claim, 1, 0.5)).isEqualTo(Command.CONTINUE);

        assertThat(http().get("/api/trials/" + claim.trial() + "/curve").expect(200))
                .hasSize(1);
    }

    /** Sets the clock back for one lease, and sees it reaped, by this test or by the coordinator itself. */
    private void expire(Claim claim) {
        jdbc.sql("update trial set lease_until = clock_timestamp() - interval '1 second' where id = ?")
                .param(claim.trial())
                .update();
        reaper.reap();
        Awaitility.await()
                .until(() -> !trial(claim.trial()).path("state").asString().equals("RUNNING"));
    }

    private void allowNow() {
        jdbc.sql("update trial set not_before = clock_timestamp() where state = 'QUEUED'")
                .update();
    }

    private String everythingAbout(long trial) {
        return jdbc.sql(
                        """
                        select (select to_jsonb(t) from trial t where t.id = :trial)::text
                            || (select jsonb_agg(a order by token) from attempt a where a.trial_id = :trial)::text
                        """)
                .param("trial", trial)
                .query(String.class)
                .single();
    }
}
