package io.phiscale.agent.trial;

import io.phiscale.agent.coordinator.Coordinator;
import io.phiscale.agent.trainer.RunningTrainer;
import io.phiscale.agent.trainer.TrainerMissingException;
import io.phiscale.agent.trainer.TrainerOutcome;
import io.phiscale.agent.trainer.WaitingTrainer;
import io.phiscale.protocol.error.ErrorCode;
import io.phiscale.protocol.trainer.TrainerEvent;
import io.phiscale.protocol.trial.Claim;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One claimed trial, from the start of its trainer to the coordinator's acknowledgement of its end. */
public final class TrialRun {
    /** By then, a trial that was released has gone back, where the coordinator answers: that takes it some seconds. */
    public static final Duration LONGEST_RELEASE = EarlyEnd.DRAIN.plusSeconds(12);

    private static final Logger LOG = LoggerFactory.getLogger(TrialRun.class);
    /** Of a search that is paused: so long, a checkpoint may be on its way. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    /** From here on, the next trainer had better be started. */
    private static final double NEARLY_DONE = 0.75;

    private final Claim claim;
    private final long asked;
    private final Coordinator coordinator;
    private final Duration patience;
    private final Runnable whenNearlyDone;
    private final EarlyEnd early;
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
        this.early = new EarlyEnd(claim.trial());
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
        try (Lease lease = new Lease(claim, asked, coordinator, early)) {
            lease.start();
            return run(trainers, lease, new Reports(claim, coordinator, lease)) || lease.wasStopped();
        }
    }

    /**
     * Lets the trainer write a checkpoint and end, and gives the trial back within the time that an agent has which was
     * told to end. May be called from any thread, and returns at once.
     */
    public void release() {
        early.drain();
    }

    private boolean run(Supplier<WaitingTrainer> trainers, Lease lease, Reports reports) throws InterruptedException {
        try {
            return early.wasReleased() ? reports.giveBack() : trainAndReport(trainers, lease, reports);
        } catch (TrainerMissingException missing) {
            // No trial is at fault where trainers are missing: it goes back, to a machine that has them.
            reports.giveBack();
            throw missing;
        } catch (NoRoomException full) {
            return reports.failure(unexpected(full.getMessage()));
        } catch (RuntimeException unexpected) {
            LOG.error("trial {}: not run", claim.trial(), unexpected);
            return reports.failure(unexpected("the worker failed, and its log says where: " + unexpected));
        }
    }

    private static TrainerOutcome.Failed unexpected(String message) {
        return new TrainerOutcome.Failed(ErrorCode.UNEXPECTED, message, "");
    }

    private boolean trainAndReport(Supplier<WaitingTrainer> trainers, Lease lease, Reports reports)
            throws InterruptedException {
        WaitingTrainer waiting = trainers.get();
        try (CheckpointUploads uploads = new CheckpointUploads(claim, coordinator, lease)) {
            new CheckpointDownload(claim, coordinator).to(waiting.workFolder().resumeFile(), early::isTrainingWanted);
            TrainerOutcome outcome = early.isTrainingWanted()
                    ? train(waiting, event -> handle(event, lease, reports, uploads))
                    : new TrainerOutcome.Stopped();
            return report(outcome, lease, reports, uploads);
        } finally {
            waiting.discard();
        }
    }

    private TrainerOutcome train(WaitingTrainer waiting, Consumer<TrainerEvent> listener) throws InterruptedException {
        RunningTrainer running = waiting.begin(claim.job(), patience);
        early.began(running);
        try {
            return running.follow(listener);
        } finally {
            early.ended();
            running.stop();
        }
    }

    private void handle(TrainerEvent event, Lease lease, Reports reports, CheckpointUploads uploads) {
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
            boolean unused = reports.epoch(epoch.metrics());
        }
    }

    private void mayBeNearlyDone(boolean nearlyDone) {
        if (nearlyDone && !saidNearlyDone) {
            saidNearlyDone = true;
            whenNearlyDone.run();
        }
    }

    private boolean report(TrainerOutcome outcome, Lease lease, Reports reports, CheckpointUploads uploads)
            throws InterruptedException {
        if (lease.isLost()) {
            // The agent itself ended the trainer, whose end says nothing then.
            return false;
        }
        if (outcome instanceof TrainerOutcome.Done done) {
            if (claim.job().goesOn()) {
                // With the result the lease ends, and whatever is not stored by then is lost.
                uploads.await(PATIENCE, early::isDrainOver);
            }
            return reports.result(done.result());
        }
        if (outcome instanceof TrainerOutcome.Failed failed && !early.wasReleased()) {
            return reports.failure(failed);
        }
        // Whoever only pauses a search is in no hurry, but a store that takes nothing must not hold a slot for ever.
        uploads.await(PATIENCE, early::isDrainOver);
        return reports.giveBack();
    }
}
