package io.phiscale.agent.trial;

import io.phiscale.agent.coordinator.Coordinator;
import io.phiscale.agent.coordinator.CoordinatorRefusedException;
import io.phiscale.agent.coordinator.CoordinatorUnreachableException;
import io.phiscale.agent.trainer.RunningTrainer;
import io.phiscale.agent.trainer.TrainerMissingException;
import io.phiscale.agent.trainer.TrainerOutcome;
import io.phiscale.agent.trainer.WaitingTrainer;
import io.phiscale.protocol.error.ErrorCode;
import io.phiscale.protocol.trainer.TrainerEvent;
import io.phiscale.protocol.trainer.TrialResult;
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

    /** Of an agent that must end: until then, a checkpoint may be on its way. It has some seconds more to say so. */
    private static final long SECONDS_TO_DRAIN = 33;

    /** Of a search that is paused: so long, a checkpoint may be on its way. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    /** From here on, the next trainer had better be started. */
    private static final double NEARLY_DONE = 0.75;

    private final Claim claim;
    private final long asked;
    private final Coordinator coordinator;
    private final Duration patience;
    private final Runnable whenNearlyDone;
    private @Nullable RunningTrainer trainer;
    private boolean released;
    private boolean draining;
    private long drained;
    private boolean ended;
    private volatile boolean saidNearlyDone;
    private final long begun = System.nanoTime();

    /**
     * @param asked when the claim was asked for, by {@link System#nanoTime}
     * @param patience for how long a trainer may neither say nor log anything
     * @param whenNearlyDone called once, from any thread, when the end of the training is near
     */
    public TrialRun(Claim claim, long asked, Coordinator coordinator, Duration patience, Runnable whenNearlyDone) {
        this.claim = claim;
        this.asked = asked;
        this.coordinator = coordinator;
        this.patience = patience;
        this.whenNearlyDone = whenNearlyDone;
    }

    /**
     * Trains and reports. Returns when the trainer has ended and the coordinator knows, or the lease is lost.
     *
     * @param trainers starts one, or has one waiting
     * @return whether the coordinator knows that the trial has ended here: it was told what came of it, or said stop; not
     *     where the lease was lost otherwise
     * @throws TrainerMissingException where this machine cannot train; the trial was given back
     */
    public boolean run(Supplier<WaitingTrainer> trainers) throws InterruptedException {
        try (Lease lease = new Lease(claim, asked, coordinator, new Holder())) {
            lease.start();
            return run(trainers, lease) || lease.wasStopped();
        }
    }

    private boolean run(Supplier<WaitingTrainer> trainers, Lease lease) throws InterruptedException {
        try {
            return wasReleased() ? giveBack(lease) : trainAndReport(trainers, lease);
        } catch (TrainerMissingException missing) {
            // No trial is at fault where trainers are missing: it goes back, to a machine that has them.
            giveBack(lease);
            throw missing;
        } catch (NoRoomException full) {
            return fail(lease, String.valueOf(full.getMessage()));
        } catch (RuntimeException unexpected) {
            LOG.error("trial {}: not run", claim.trial(), unexpected);
            return fail(lease, "the worker failed, and its log says where: " + unexpected);
        }
    }

    private boolean trainAndReport(Supplier<WaitingTrainer> trainers, Lease lease) throws InterruptedException {
        WaitingTrainer waiting = trainers.get();
        try (CheckpointUploads uploads = new CheckpointUploads(claim, coordinator, lease)) {
            new CheckpointDownload(claim, coordinator)
                    .to(waiting.workFolder().resumeFile(), () -> !lease.isLost() && !wasReleased());
            TrainerOutcome outcome =
                    wasReleased() || lease.isLost() ? new TrainerOutcome.Stopped() : train(waiting, lease, uploads);
            return report(outcome, lease, uploads);
        } finally {
            waiting.discard();
        }
    }

    private boolean fail(Lease lease, String message) {
        return deliverFailure(lease, new TrainerOutcome.Failed(ErrorCode.UNEXPECTED, message, ""));
    }

    /**
     * Lets the trainer write a checkpoint and end, and gives the trial back within the time that an agent has which was
     * told to end. May be called from any thread, and returns at once.
     */
    public synchronized void release() {
        if (!draining) {
            draining = true;
            drained = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS_TO_DRAIN);
        }
        giveUp();
    }

    private synchronized boolean mustEnd() {
        return draining && System.nanoTime() - drained > 0;
    }

    private synchronized void giveUp() {
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

    private boolean giveBack(Lease lease) {
        boolean delivered = deliver(lease, () -> coordinator.release(claim.trial(), new Release(claim.token())));
        if (delivered) {
            LOG.info("trial {}: given back", claim.trial());
        }
        return delivered;
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
            boolean unused = deliver(lease, () -> coordinator.epoch(claim.trial(), report));
        }
    }

    private void mayBeNearlyDone(boolean nearlyDone) {
        if (nearlyDone && !saidNearlyDone) {
            saidNearlyDone = true;
            whenNearlyDone.run();
        }
    }

    private boolean report(TrainerOutcome outcome, Lease lease, CheckpointUploads uploads) throws InterruptedException {
        if (lease.isLost()) {
            // The agent itself ended the trainer, whose end says nothing then.
            return false;
        }
        if (outcome instanceof TrainerOutcome.Done done) {
            return deliverResult(lease, done.result());
        }
        if (outcome instanceof TrainerOutcome.Failed failed && !wasReleased()) {
            return deliverFailure(lease, failed);
        }
        // Whoever only pauses a search is in no hurry, but a store that takes nothing must not hold a slot for ever.
        uploads.await(PATIENCE, this::mustEnd);
        return giveBack(lease);
    }

    private boolean deliverResult(Lease lease, TrialResult result) {
        var report = new ResultReport(claim.token(), result);
        boolean delivered = deliver(lease, () -> coordinator.result(claim.trial(), report));
        if (delivered) {
            LOG.info(
                    "trial {}: done, top-1 {}",
                    claim.trial(),
                    result.validation().top1());
        }
        return delivered;
    }

    private boolean deliverFailure(Lease lease, TrainerOutcome.Failed failed) {
        LOG.warn("trial {}: {}: {}", claim.trial(), failed.code(), failed.message());
        var report = new FailureReport(claim.token(), failed.code(), failed.message(), failed.log());
        return deliver(lease, () -> coordinator.failure(claim.trial(), report));
    }

    private synchronized boolean wasReleased() {
        return released;
    }

    /**
     * Until it is delivered, or the lease is lost: heartbeats, which go on meanwhile, decide when that is.
     *
     * @return whether it was delivered
     */
    private boolean deliver(Lease lease, Supplier<Command> write) {
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
            giveUp();
        }
    }
}
