package io.phiscale.agent.trial;

import static org.assertj.core.api.Assertions.assertThat;

import io.phiscale.protocol.trial.ResultReport;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Leases that may be lost are given up in time, and only those. */
class TrialRunLeaseIT extends TrialRunTest {
    @Test
    void anUploadThatTakesLongerThanTheLeaseCostsNothing() throws Exception {
        coordinator.whenACheckpointComes = () -> sleepQuietly(2_500);

        run(1, "%s; sleep 4; echo '%s'".formatted(checkpoint("large"), DONE));

        assertThat(coordinator.written(RecordingCoordinator.Upload.class)).hasSize(1);
        assertThat(coordinator.written(ResultReport.class)).hasSize(1);
    }

    @Test
    void aLeaseThatMayHaveExpiredIsGivenUp() throws Exception {
        coordinator.silent = true;

        run(1, "exec sleep 1000");

        assertThat(coordinator.writes).isEmpty();
    }

    @Test
    void aLeaseThatWasGivenUpIsNotRenewedWhileItsTrainerEnds() throws Exception {
        coordinator.silent = true;
        CompletableFuture<Void> back = CompletableFuture.runAsync(() -> {
            sleepQuietly(2_000);
            coordinator.silent = false;
        });

        // It takes three seconds more until it is killed.
        assertThat(trialRun(claim(1)).run(script("trap '' TERM; while true; do sleep 0.1; done")))
                .isFalse();

        assertThat(back).isDone();
        assertThat(coordinator.heartbeats).isEmpty();
    }

    /** Whoever asked long ago may hold a lease that is up. */
    @Test
    void aLeaseRunsFromWhenItsClaimWasAskedFor() throws Exception {
        coordinator.silent = true;
        long longAgo = System.nanoTime() - Duration.ofMinutes(2).toNanos();
        TrialRun run = new TrialRun(claim(60), longAgo, coordinator, patience, nearlyDone::incrementAndGet);

        assertThat(run.run(script("exec sleep 1000"))).isFalse();
    }

    @Test
    void aLeaseIsGivenUpInTimeThoughAHeartbeatStillWaitsForItsAnswer() throws Exception {
        coordinator.hanging = true;

        run(1, "exec sleep 1000");

        assertThat(coordinator.writes).isEmpty();
        coordinator.hang.countDown();
    }
}
