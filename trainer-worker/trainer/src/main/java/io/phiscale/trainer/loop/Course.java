package io.phiscale.trainer.loop;

import io.phiscale.protocol.trainer.EpochMetrics;
import io.phiscale.protocol.trainer.SplitMetrics;
import io.phiscale.trainer.checkpoint.Progress;
import io.phiscale.trainer.checkpoint.Progress.RunningEpoch;
import io.phiscale.trainer.engine.Loss;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where a training is, and what it has come to so far; whatever came before this process is part of that. */
final class Course {
    private final NanoClock clock;
    private final List<Double> speeds;
    private final double secondsBefore;
    private final long start;
    private SplitMetrics validation;
    private int epoch;
    private int steps;
    private double lossSum;
    /** Of the running epoch's last steps, in their order. */
    private final List<Loss> pending = new ArrayList<>();

    private double trainingSeconds;
    private double waitingSeconds;
    private double stepSeconds;
    private double epochSecondsBefore;
    private @Nullable Double latency;
    private long epochStart;

    Course(NanoClock clock, Progress from) {
        this.clock = clock;
        RunningEpoch running = from.running();
        speeds = new ArrayList<>(from.speeds());
        secondsBefore = from.seconds();
        start = clock.nanoTime();
        validation = from.validation();
        epoch = running.number();
        steps = running.steps();
        lossSum = running.lossSum();
        trainingSeconds = running.trainingSeconds();
        epochSecondsBefore = running.seconds();
        epochStart = start;
    }

    /**
     * @param seconds in all
     * @param waited for its data, of these
     */
    void stepDone(Loss loss, double seconds, double waited) {
        waitingSeconds += waited;
        stepSeconds += seconds;
        steps++;
        trainingSeconds += seconds;
        pending.add(loss);
        if (loss.isKnown()) {
            settle();
        }
    }

    /** Waits for all losses that a device has not told yet. */
    void settle() {
        pending.forEach(loss -> lossSum += loss.value());
        pending.clear();
    }

    void epochDone(EpochMetrics metrics) {
        validation = metrics.validation();
        speeds.add(metrics.imagesPerSecond());
        epoch++;
        steps = 0;
        lossSum = 0;
        trainingSeconds = 0;
        epochSecondsBefore = 0;
        epochStart = clock.nanoTime();
    }

    /** The running epoch, from 1. */
    int epoch() {
        return epoch;
    }

    /** Of the running epoch that are done. */
    int steps() {
        return steps;
    }

    /** Mean over these; not finite as soon as one step's was not. */
    double loss() {
        settle();
        return lossSum / steps;
    }

    /** Images a second, over these. */
    double speed(int batchSize) {
        return (double) steps * batchSize / trainingSeconds;
    }

    /** Of the time of training in this process: what went by waiting for data. */
    double waitingShare() {
        return stepSeconds > 0 ? waitingSeconds / stepSeconds : 0;
    }

    /**
     * @param images of one evaluation
     * @param seconds that their forward passes took
     */
    void evaluated(int images, double seconds) {
        if (images > 0) {
            latency = latency == null ? seconds / images : Math.min(latency, seconds / images);
        }
    }

    /** In seconds for each image, of the fastest evaluation in this process; null before the first. */
    @Nullable
    Double latency() {
        return latency;
    }

    /** As far as losses are known. */
    boolean diverged() {
        return !Double.isFinite(lossSum);
    }

    /** Of the running epoch. */
    double epochSeconds() {
        return epochSecondsBefore + clock.secondsSince(epochStart);
    }

    Progress progress() {
        settle();
        return new Progress(
                new RunningEpoch(epoch, steps, lossSum, trainingSeconds, epochSeconds()),
                validation,
                speeds,
                secondsBefore + clock.secondsSince(start));
    }
}
