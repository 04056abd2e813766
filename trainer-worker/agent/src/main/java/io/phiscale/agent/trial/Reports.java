package io.phiscale.agent.trial;

import io.phiscale.agent.coordinator.Coordinator;
import io.phiscale.agent.coordinator.CoordinatorRefusedException;
import io.phiscale.agent.coordinator.CoordinatorUnreachableException;
import io.phiscale.agent.trainer.TrainerOutcome;
import io.phiscale.protocol.trainer.EpochMetrics;
import io.phiscale.protocol.trainer.TrialResult;
import io.phiscale.protocol.trial.Claim;
import io.phiscale.protocol.trial.Command;
import io.phiscale.protocol.trial.EpochReport;
import io.phiscale.protocol.trial.FailureReport;
import io.phiscale.protocol.trial.Release;
import io.phiscale.protocol.trial.ResultReport;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the coordinator is told of one trial. Each is told until it is delivered, or the lease is lost: heartbeats, which
 * go on meanwhile, decide when that is. Each returns whether it was delivered.
 */
record Reports(Claim claim, Coordinator coordinator, Lease lease) {
    private static final Logger LOG = LoggerFactory.getLogger(Reports.class);
    private static final long SECONDS_BETWEEN_TRIES = 1;

    boolean epoch(EpochMetrics metrics) {
        var report = new EpochReport(claim.token(), metrics);
        return deliver(() -> coordinator.epoch(claim.trial(), report));
    }

    boolean result(TrialResult result) {
        var report = new ResultReport(claim.token(), result);
        boolean delivered = deliver(() -> coordinator.result(claim.trial(), report));
        if (delivered) {
            String outcome = result.diverged()
                    ? "diverged"
                    : "done, top-1 " + result.validation().top1();
            LOG.info("trial {}: {}", claim.trial(), outcome);
        }
        return delivered;
    }

    boolean failure(TrainerOutcome.Failed failed) {
        LOG.warn("trial {}: {}: {}", claim.trial(), failed.code(), failed.message());
        var report = new FailureReport(claim.token(), failed.code(), failed.message(), failed.log());
        return deliver(() -> coordinator.failure(claim.trial(), report));
    }

    boolean giveBack() {
        boolean delivered = deliver(() -> coordinator.release(claim.trial(), new Release(claim.token())));
        if (delivered) {
            LOG.info("trial {}: given back", claim.trial());
        }
        return delivered;
    }

    private boolean deliver(Supplier<Command> write) {
        while (!lease.isLost() && !Thread.currentThread().isInterrupted()) {
            try {
                lease.write(write);
                return true;
            } catch (CoordinatorUnreachableException unreachable) {
                LOG.warn("trial {}: {}; trying again", claim.trial(), unreachable.getMessage());
                pause();
            } catch (CoordinatorRefusedException refused) {
                LOG.error("trial {}: {}", claim.trial(), refused.getMessage());
                lease.lose("the coordinator refused a write");
            }
        }
        return false;
    }

    private static void pause() {
        try {
            TimeUnit.SECONDS.sleep(SECONDS_BETWEEN_TRIES);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
