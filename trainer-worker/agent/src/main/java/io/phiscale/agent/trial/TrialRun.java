package io.phiscale.agent.trial;

import io.phiscale.agent.coordinator.Coordinator;
import io.phiscale.agent.coordinator.CoordinatorRefusedException;
import io.phiscale.agent.coordinator.CoordinatorUnreachableException;
import io.phiscale.agent.trainer.RunningTrainer;
import io.phiscale.agent.trainer.TrainerMissingException;
import io.phiscale.agent.trainer.TrainerOutcome;
import io.phiscale.agent.trainer.WaitingTrainer;
import io.phiscale.protocol.trainer.TrainerEvent;
import io.phiscale.protocol.trial.Claim;
import io.phiscale.protocol.trial.Command;
import io.phiscale.protocol.trial.EpochReport;
import io.phiscale.protocol.trial.FailureReport;
import io.phiscale.protocol.trial.Release;
import io.phiscale.protocol.trial.ResultReport;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One claimed trial, from the start of its trainer to the coordinator's acknowledgement of its end. */
public final class TrialRun {
    private static final Logger LOG = LoggerFactory.getLogger(TrialRun.class);
    private static final long SECONDS_BETWEEN_TRIES = 1;
    /** For the step that runs and the checkpoint after it. */
    private static final long SECONDS_TO_STOP = 20;

    private static final long SECONDS_TO_UPLOAD = 20;
    /** From here on, the next trainer had better be started. */
    private static final double NEARLY_DONE = 0.75;

    private final Claim claim;
    private final Coordinator coordinator;
    private final Duration patience;
    private final Runnable whenNearlyDone;
    private @Nullable RunningTrainer trainer;
    private boolean released;
    private boolean ended;
    private volatile boolean saidNearlyDone;
    private final long begun = System.nanoTime();

    /**
     * @param patience for how long a trainer may neither say nor log anything
     * @param whenNearlyDone called once, from any thread, when the end of the training is near
     */
    public TrialRun(Claim claim, Coordinator coordinator, Duration patience, Runnable whenNearlyDone) {
        this.claim = claim;
        this.coordinator = coordinator;
        this.patience = patience;
        this.whenNearlyDone = whenNearlyDone;
    }

    /**
     * Trains and reports. Returns when the trainer has ended and the coordinator knows, or the lease is lost.
     *
     * @param trainers starts one, or has one waiting
     * @throws TrainerMissingException where this machine cannot train; the trial was given back
     */
    public void run(Supplier<WaitingTrainer> trainers) throws InterruptedException {
        try (Lease lease = new Lease(claim, coordinator, new Holder())) {
            lease.start(lease.interval());
            WaitingTrainer waiting = start(trainers, lease);
            try (CheckpointUploads uploads = new CheckpointUploads(claim, coordinator, lease)) {
                new CheckpointDownload(claim, coordinator)
                        .to(waiting.workFolder().resumeFile());
                TrainerOutcome outcome = train(waiting, lease, uploads);
                if (!lease.isLost()) {
                    report(outcome, lease, uploads);
                }
            } finally {
                waiting.discard();
            }
        }
    }

    /**
     * Lets the trainer write a checkpoint and end, and gives the trial back: for an agent that must end, or a search that
     * is paused. May be called from any thread, and returns at once.
     */
    public synchronized void release() {
        if (released) {
            return;
        }
        released = true;
        RunningTrainer running = trainer;
        if (running != null) {
            stopInOrder(running);
        }
    }

    private void stopInOrder(RunningTrainer running) {
        running.askToStop();
        Thread killer = new Thread(() -> stopAfter(running), "stop-" + claim.trial());
        killer.setDaemon(true);
        killer.start();
    }

    /** In the middle of a long step, or hung, it hears nothing. */
    private void stopAfter(RunningTrainer running) {
        try {
            TimeUnit.SECONDS.sleep(SECONDS_TO_STOP);
            if (!hasEnded()) {
                running.stop();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private TrainerOutcome train(WaitingTrainer waiting, Lease lease, CheckpointUploads uploads)
            throws InterruptedException {
        RunningTrainer running = waiting.begin(claim.job(), patience);
        began(running, lease);
        try {
            return running.follow(event -> handle(event, lease, uploads));
        } finally {
            ended();
            running.stop();
        }
    }

    private synchronized void began(RunningTrainer running, Lease lease) {
        trainer = running;
        if (lease.isLost()) {
            running.stop();
        } else if (released) {
            stopInOrder(running);
        }
    }

    private synchronized void ended() {
        ended = true;
    }

    private synchronized boolean hasEnded() {
        return ended;
    }

    /** No trial is at fault where trainers are missing: it goes back, to a machine that has them. */
    private WaitingTrainer start(Supplier<WaitingTrainer> trainers, Lease lease) {
        try {
            return trainers.get();
        } catch (TrainerMissingException missing) {
            giveBack(lease);
            throw missing;
        }
    }

    private void giveBack(Lease lease) {
        deliver(lease, () -> coordinator.release(claim.trial(), new Release(claim.token())));
    }

    private void handle(TrainerEvent event, Lease lease, CheckpointUploads uploads) {
        if (event instanceof TrainerEvent.Started started) {
            lease.progress(started.fraction());
            LOG.info(
                    "trial {}: trains, {} ms after its claim{}",
                    claim.trial(),
                    TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun),
                    started.fraction() > 0 ? ", on from a checkpoint" : "");
        } else if (event instanceof TrainerEvent.Progress progress) {
            lease.progress(progress.fraction());
            mayBeNearlyDone(progress.fraction() >= NEARLY_DONE);
        } else if (event instanceof TrainerEvent.Checkpoint checkpoint) {
            uploads.add(checkpoint);
        } else if (event instanceof TrainerEvent.Epoch epoch) {
            mayBeNearlyDone(epoch.metrics().epoch() == claim.job().recipe().epochs());
            var report = new EpochReport(claim.token(), epoch.metrics());
            deliver(lease, () -> coordinator.epoch(claim.trial(), report));
        }
    }

    private void mayBeNearlyDone(boolean nearlyDone) {
        if (nearlyDone && !saidNearlyDone) {
            saidNearlyDone = true;
            whenNearlyDone.run();
        }
    }

    private void report(TrainerOutcome outcome, Lease lease, CheckpointUploads uploads) throws InterruptedException {
        if (outcome instanceof TrainerOutcome.Done done) {
            var report = new ResultReport(claim.token(), done.result());
            deliver(lease, () -> coordinator.result(claim.trial(), report));
            LOG.info(
                    "trial {}: done, top-1 {}",
                    claim.trial(),
                    done.result().validation().top1());
        } else if (wasReleased() || outcome instanceof TrainerOutcome.Stopped) {
            uploads.await(SECONDS_TO_UPLOAD);
            giveBack(lease);
            LOG.info("trial {}: given back", claim.trial());
        } else if (outcome instanceof TrainerOutcome.Failed failed) {
            LOG.warn("trial {}: {}: {}", claim.trial(), failed.code(), failed.message());
            var report = new FailureReport(claim.token(), failed.code(), failed.message(), failed.log());
            deliver(lease, () -> coordinator.failure(claim.trial(), report));
        }
    }

    private synchronized boolean wasReleased() {
        return released;
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

    private final class Holder implements Lease.Holder {
        @Override
        public void lost() {
            RunningTrainer running;
            synchronized (TrialRun.this) {
                running = trainer;
            }
            if (running != null) {
                running.stop();
            }
        }

        @Override
        public void wantedBack() {
            release();
        }
    }
}
