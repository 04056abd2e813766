package io.phiscale.search.trial;

import static org.assertj.core.api.Assertions.assertThat;

import io.phiscale.protocol.engine.Device;
import io.phiscale.protocol.engine.Engines;
import io.phiscale.protocol.error.ErrorCode;
import io.phiscale.protocol.trial.Claim;
import io.phiscale.protocol.trial.ClaimRequest;
import io.phiscale.protocol.trial.Command;
import io.phiscale.search.fixture.FakeWorker;
import io.phiscale.search.fixture.RaceTest;
import io.phiscale.search.fixture.Reply;
import io.phiscale.search.search.Searches;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The queue's own statements against each other. */
class RaceIT extends RaceTest {
    @Autowired
    private TrialClaims claims;

    @Autowired
    private TrialReports reports;

    @Autowired
    private TrialQueue queue;

    @Autowired
    private LeaseReaper reaper;

    @Autowired
    private Searches searches;

    @Test
    void aResultThatComesWhileItsLeaseIsTakenBackIsNotAccepted() {
        submit(TINY);
        FakeWorker worker = worker("late");
        Claim claim = worker.claimed();

        Command answer = meanwhile(() -> takeBack(claim), () -> worker.result(claim, 0.9));

        assertThat(answer).isEqualTo(Command.STOP);
        assertThat(state(claim)).isEqualTo("QUEUED");
        assertThat(trial(claim.trial()).path("result").isNull()).isTrue();
    }

    @Test
    void aLeaseThatEndsWhileItsResultIsStoredIsNotTakenBack() {
        submit(TINY);
        Claim claim = worker("late").claimed();

        endLeaseWhile(
                claim, () -> assertThat(reports.result(claim.trial(), claim.token(), FakeWorker.result(0.9, false)))
                        .isTrue());

        assertThat(state(claim)).isEqualTo("DONE");
        assertThat(outcome(claim)).isEqualTo("DONE");
    }

    @Test
    void aLeaseThatEndsWhileItIsRenewedIsNotTakenBack() {
        submit(TINY);
        FakeWorker worker = worker("late");
        Claim claim = worker.claimed();

        endLeaseWhile(claim, () -> assertThat(queue.extend(claim.trial(), claim.token(), 0.5))
                .isEqualTo(Command.CONTINUE));

        assertThat(state(claim)).isEqualTo("RUNNING");
        assertThat(worker.heartbeat(claim, 0.6)).isEqualTo(Command.CONTINUE);
    }

    @Test
    void aHeartbeatThatComesWhileItsTrialIsGivenToAnotherIsToldToStop() {
        submit(TINY);
        FakeWorker worker = worker("stale");
        Claim claim = worker.claimed();

        Command answer = meanwhile(
                () -> {
                    assertThat(queue.release(claim.trial(), claim.token())).isTrue();
                    assertThat(claims.claim(request("other")).orElseThrow().trial())
                            .isEqualTo(claim.trial());
                },
                () -> worker.heartbeat(claim, 0.5));

        assertThat(answer).isEqualTo(Command.STOP);
        assertThat(trial(claim.trial()).path("fraction").asDouble()).isZero();
    }

    @Test
    void aSearchThatIsCancelledWhileATrialEndsKeepsItsResult() {
        long id = submit(TINY);
        Claim claim = worker("one").claimed();

        Reply cancelled = meanwhile(
                () -> assertThat(reports.result(claim.trial(), claim.token(), FakeWorker.result(0.9, false)))
                        .isTrue(),
                () -> cancel(id));

        assertThat(cancelled.expect(200).path("state").asString()).isEqualTo("CANCELLED");
        assertThat(state(claim)).isEqualTo("DONE");
        assertThat(outcome(claim)).isEqualTo("DONE");
    }

    @Test
    void aTrialWhoseLeaseIsRenewedWhileItsSearchIsCancelledIsCancelled() {
        long id = submit(TINY);
        FakeWorker worker = worker("one");
        Claim claim = worker.claimed();

        Reply cancelled = meanwhile(
                () -> assertThat(queue.extend(claim.trial(), claim.token(), 0.5))
                        .isEqualTo(Command.CONTINUE),
                () -> cancel(id));

        cancelled.expect(200);
        assertThat(outcome(claim)).isEqualTo("CANCELLED");
        assertThat(worker.heartbeat(claim, 0.6)).isEqualTo(Command.STOP);
    }

    @Test
    void aResultThatComesWhileItsSearchIsCancelledIsNotAccepted() {
        long id = submit(TINY);
        FakeWorker worker = worker("one");
        Claim claim = worker.claimed();

        Command answer = meanwhile(() -> queue.cancel(id), () -> worker.result(claim, 0.9));

        assertThat(answer).isEqualTo(Command.STOP);
        assertThat(state(claim)).isEqualTo("CANCELLED");
    }

    @Test
    void whatIsTriedAgainWhileItsSearchIsCancelledIsCancelledToo() {
        long id = submit(TINY);
        FakeWorker worker = worker("one");
        Claim failed = worker.claimed();
        worker.fail(failed, ErrorCode.DATA_NOT_FOUND);

        Reply cancelled = meanwhile(() -> searches.retryFailed(id), () -> cancel(id));

        assertThat(cancelled.expect(200).path("state").asString()).isEqualTo("CANCELLED");
        assertThat(state(failed)).isEqualTo("CANCELLED");
        assertThat(worker.claim()).isEmpty();
    }

    @Test
    void aClaimDoesNotWaitForAnother() {
        submit(TINY);
        // The first claim of all moves the search, too, for which others do wait.
        worker("first").claimed();

        transaction.executeWithoutResult(status -> {
            long taken = claims.claim(request("one")).orElseThrow().trial();

            assertThat(worker("two").claimed().trial()).isNotEqualTo(taken);
        });
    }

    /** Within the caller's transaction: nobody else sees that the lease ran out. */
    private void takeBack(Claim claim) {
        jdbc.sql("update trial set lease_until = clock_timestamp() where id = ?")
                .param(claim.trial())
                .update();
        assertThat(reaper.reap()).isEqualTo(1);
    }

    /** Writes while the lease is good; it is over, for whoever looks, before that is committed. */
    private void endLeaseWhile(Claim claim, Runnable write) {
        jdbc.sql("update trial set lease_until = clock_timestamp() + interval '3 seconds' where id = ?")
                .param(claim.trial())
                .update();
        transaction.executeWithoutResult(status -> {
            write.run();
            Awaitility.await().until(() -> jdbc.sql("select lease_until < clock_timestamp() from trial where id = ?")
                    .param(claim.trial())
                    .query(Boolean.class)
                    .single());
            assertThat(elsewhere(reaper::reap)).isZero();
        });
        assertThat(reaper.reap()).isZero();
    }

    private Reply cancel(long search) {
        return http().post("/api/searches/" + search + "/cancel");
    }

    private static ClaimRequest request(String worker) {
        return new ClaimRequest(worker, Engines.ALL, Device.cpu(""), 1L << 50, 1, List.of(), 0);
    }

    private String state(Claim claim) {
        return trial(claim.trial()).path("state").asString();
    }

    private String outcome(Claim claim) {
        return http().get("/api/trials/" + claim.trial() + "/attempts")
                .expect(200)
                .get(0)
                .path("outcome")
                .asString();
    }
}
