package io.phiscale.trainer.loop;

import io.phiscale.protocol.trainer.TrainerEvent;
import io.phiscale.trainer.checkpoint.CheckpointWriter;
import io.phiscale.trainer.checkpoint.CheckpointWriter.Written;
import io.phiscale.trainer.checkpoint.Progress;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** Decides when a checkpoint is due, writes it, and says so. A training goes on without those that it cannot write. */
final class Checkpoints {
    private static final System.Logger LOG = System.getLogger(Checkpoints.class.getName());

    private final Session session;
    private final Workload workload;
    private final Optional<CheckpointWriter> writer;
    private final Duration interval;
    private long lastSteps;
    private long lastTime;

    /** @param writer none where no checkpoints are wanted */
    Checkpoints(
            Session session, Workload workload, Optional<CheckpointWriter> writer, Duration interval, Progress from) {
        this.session = session;
        this.workload = workload;
        this.writer = writer;
        this.interval = interval;
        this.lastSteps = from.steps(workload.stepsPerEpoch());
        this.lastTime = session.clock().nanoTime();
    }

    void afterStep(Course course) {
        boolean epochEnds = course.steps() == workload.stepsPerEpoch() && isWantedAfter(course.epoch());
        // At an epoch's end the evaluation comes first: two checkpoints after one step would be files of one name.
        if (!epochEnds && session.clock().nanoTime() - lastTime >= interval.toNanos()) {
            course.settle();
            if (!course.diverged()) {
                write(course.progress());
            }
        }
    }

    void afterEpoch(Course course) {
        if (isWantedAfter(course.epoch() - 1)) {
            write(course.progress());
        }
    }

    /** The last epoch is followed by the result, which is better, where nobody goes on from there. */
    private boolean isWantedAfter(int epoch) {
        return epoch < session.epochs() || session.job().goesOn();
    }

    /** Whatever was evaluated since the last step is evaluated again, and comes to the same. */
    void beforeStop(Course course) {
        Progress progress = course.progress();
        if (progress.steps(workload.stepsPerEpoch()) > lastSteps) {
            write(progress);
        }
    }

    private void write(Progress progress) {
        writer.ifPresent(present -> write(progress, present));
    }

    private void write(Progress progress, CheckpointWriter present) {
        long steps = progress.steps(workload.stepsPerEpoch());
        try {
            Written written = present.write(steps, progress, session.network().state());
            session.events()
                    .emit(new TrainerEvent.Checkpoint(
                            written.file().toString(),
                            written.sha256(),
                            written.size(),
                            progress.epochs(),
                            workload.fraction(progress)));
            lastSteps = steps;
        } catch (IOException exception) {
            LOG.log(System.Logger.Level.WARNING, "No checkpoint after {0,number,#} steps: {1}", steps, exception);
        }
        // After a failure too: to try again at once would most likely fail again, and cost time.
        lastTime = session.clock().nanoTime();
    }
}
