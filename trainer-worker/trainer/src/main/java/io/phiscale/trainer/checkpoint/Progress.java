package io.phiscale.trainer.checkpoint;

import io.phiscale.protocol.trainer.SplitMetrics;
import java.util.List;

/**
 * How far a training has come: with the network's tensors, all that it takes to go on.
 *
 * @param running the epoch that runs; after the last one, an epoch that never will
 * @param validation of the last complete epoch; no numbers where there is none
 * @param speeds in training images per second, one for each complete epoch
 * @param seconds that the training has taken so far, in whatever processes
 */
public record Progress(RunningEpoch running, SplitMetrics validation, List<Double> speeds, double seconds) {
    /** Nothing was measured, or nothing that could be. */
    public static final SplitMetrics UNMEASURED = new SplitMetrics(Double.NaN, 0, 0);

    /** Before the first step. */
    public static final Progress NONE = new Progress(RunningEpoch.first(), UNMEASURED, List.of(), 0);

    public Progress {
        speeds = List.copyOf(speeds);
    }

    /**
     * @param number from 1
     * @param steps that are done
     * @param lossSum over these steps
     * @param trainingSeconds that these steps took
     * @param seconds since the epoch began, while a process was at it
     */
    public record RunningEpoch(int number, int steps, double lossSum, double trainingSeconds, double seconds) {
        static RunningEpoch first() {
            return new RunningEpoch(1, 0, 0, 0, 0);
        }
    }

    /** Complete ones. */
    public int epochs() {
        return running.number() - 1;
    }

    /** In all epochs. */
    public long steps(int stepsPerEpoch) {
        return (long) epochs() * stepsPerEpoch + running.steps();
    }

    /** Whether a training of so many epochs and steps can have come to this. */
    boolean fits(int epochs, int stepsPerEpoch) {
        int most = epochs() == epochs ? 0 : stepsPerEpoch;
        return epochs() >= 0
                && epochs() <= epochs
                && running.steps() >= 0
                && running.steps() <= most
                && speeds.size() == epochs()
                && Double.isFinite(running.lossSum());
    }
}
