package io.phiscale.agent.trial;

import io.phiscale.agent.coordinator.Coordinator;
import io.phiscale.agent.coordinator.CoordinatorRefusedException;
import io.phiscale.agent.coordinator.CoordinatorUnreachableException;
import io.phiscale.agent.trainer.RunningTrainer;
import io.phiscale.agent.trainer.TrainerLauncher;
import io.phiscale.agent.trainer.TrainerMissingException;
import io.phiscale.agent.trainer.TrainerOutcome;
import io.phiscale.protocol.trainer.TrainerEvent;
import io.phiscale.protocol.trial.Claim;
import io.phiscale.protocol.trial.Command;
import io.phiscale.protocol.trial.EpochReport;
import io.phiscale.protocol.trial.FailureReport;
import io.phiscale.protocol.trial.Release;
import io.phiscale.protocol.trial.ResultReport;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One claimed trial, from the start of its trainer to the coordinator's acknowledgement of its end. */
public final class TrialRun {
    private static final Logger LOG = LoggerFactory.getLogger(TrialRun.class);
    private static final long SECONDS_BETWEEN_TRIES = 1;

    private final Claim claim;
    private final Coordinator coordinator;
    private final AtomicReference<RunningTrainer> trainer = new AtomicReference<>();
    private volatile boolean released;

    public TrialRun(Claim claim, Coordinator coordinator) {
        this.claim = claim;
        this.coordinator = coordinator;
    }

    /**
     * Trains and reports. Returns when the trainer has ended and the coordinator knows, or the lease is lost.
     *
     * @throws TrainerMissingException where this machine cannot train; the trial was given back
     */
    public void run(TrainerLauncher launcher) throws InterruptedException {
        try (Lease lease = new Lease(claim, coordinator, this::stopTrainer)) {
            lease.start(lease.interval());
            TrainerOutcome outcome = train(launcher, lease);
            if (!lease.isLost()) {
                report(outcome, lease);
            }
        }
    }

    /** Ends the trainer and gives the trial back: for an agent that must end. May be called from any thread. */
    public void release() {
        released = true;
        stopTrainer();
    }

    private TrainerOutcome train(TrainerLauncher launcher, Lease lease) throws InterruptedException {
        RunningTrainer started = launch(launcher, lease);
        trainer.set(started);
        if (released || lease.isLost()) {
            started.stop();
        }
        try {
            return started.follow(event -> handle(event, lease));
        } finally {
            started.stop();
        }
    }

    /** No trial is at fault where trainers are missing: it goes back, to a machine that has them. */
    private RunningTrainer launch(TrainerLauncher launcher, Lease lease) {
        try {
            return launcher.launch(claim.engine(), claim.job());
        } catch (TrainerMissingException missing) {
            giveBack(lease);
            throw missing;
        }
    }

    private void giveBack(Lease lease) {
        deliver(lease, () -> coordinator.release(claim.trial(), new Release(claim.token())));
    }

    private void handle(TrainerEvent event, Lease lease) {
        if (event instanceof TrainerEvent.Progress progress) {
            lease.progress(progress.fraction());
        } else if (event instanceof TrainerEvent.Epoch epoch) {
            var report = new EpochReport(claim.token(), epoch.metrics());
            deliver(lease, () -> coordinator.epoch(claim.trial(), report));
        }
    }

    private void report(TrainerOutcome outcome, Lease lease) {
        if (outcome instanceof TrainerOutcome.Done done) {
            var report = new ResultReport(claim.token(), done.result());
            deliver(lease, () -> coordinator.result(claim.trial(), report));
            LOG.info(
                    "trial {}: done, top-1 {}",
                    claim.trial(),
                    done.result().validation().top1());
        } else if (released) {
            giveBack(lease);
        } else if (outcome instanceof TrainerOutcome.Failed failed) {
            LOG.warn("trial {}: {}: {}", claim.trial(), failed.code(), failed.message());
            var report = new FailureReport(claim.token(), failed.code(), failed.message(), failed.log());
            deliver(lease, () -> coordinator.failure(claim.trial(), report));
        }
    }

    /** Until it is delivered, or the lease is lost: heartbeats, which go on meanwhile, decide when that is. */
    private void deliver(Lease lease, Supplier<Command> write) {
        while (!lease.isLost() && !Thread.currentThread().isInterrupted()) {
            try {
                lease.write(write);
                return;
            } catch (CoordinatorUnreachableException unreachable) {
                LOG.warn("trial {}: {}; trying again", claim.trial(), unreachable.getMessage());
                pause();
            } catch (CoordinatorRefusedException refused) {
                LOG.error("trial {}: {}", claim.trial(), refused.getMessage());
                lease.lose("the coordinator refused a write");
            }
        }
    }

    private static void pause() {
        try {
            TimeUnit.SECONDS.sleep(SECONDS_BETWEEN_TRIES);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void stopTrainer() {
        RunningTrainer running = trainer.get();
        if (running != null) {
            running.stop();
        }
    }
}
