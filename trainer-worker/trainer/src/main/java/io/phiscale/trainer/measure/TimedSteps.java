package io.phiscale.trainer.measure;

import io.phiscale.protocol.recipe.Optimizer;
import io.phiscale.trainer.engine.Batch;
import io.phiscale.trainer.engine.Loss;
import io.phiscale.trainer.engine.TrainableNetwork;
import io.phiscale.trainer.loop.NanoClock;
import java.util.ArrayList;
import java.util.List;

/** Whole training steps of a network, one batch after the other. */
final class TimedSteps {
    private static final int MOST_PER_RUN = 1_000_000;
    /** Steps in which engines do what they do but once: try algorithms, record a step to replay it. */
    private static final int ONCE = 5;

    private final TrainableNetwork network;
    private final List<Batch> batches;
    private final NanoClock clock;
    private long done;

    TimedSteps(TrainableNetwork network, List<Batch> batches, NanoClock clock) {
        this.network = network;
        this.batches = batches;
        this.clock = clock;
    }

    /** @return seconds for all of them */
    double run(int steps) {
        long start = clock.nanoTime();
        List<Loss> losses = new ArrayList<>();
        for (int step = 0; step < steps; step++) {
            Batch batch = batches.get((int) (done % batches.size()));
            losses.add(network.begin(done, List.of(batch), Optimizer.DEFAULT.learningRate()));
            done++;
        }
        // Until the last one is known, a device may still compute; the others are asked for to be freed.
        double unused = losses.get(losses.size() - 1).value();
        double seconds = clock.secondsSince(start);
        losses.forEach(Loss::value);
        return seconds;
    }

    /**
     * Until memory is laid out, code compiled and the clock of the device where it stays: at least six steps, and so many
     * seconds.
     *
     * @return how many steps take about so many seconds, at least two
     */
    int warmUp(double seconds) {
        double total = 0;
        double fastest = Double.MAX_VALUE;
        for (int step = 0; step <= ONCE || total < seconds; step++) {
            double time = run(1);
            total += time;
            if (step >= ONCE) {
                fastest = Math.min(fastest, time);
            }
        }
        // A clock may stand still for the time of a very short step.
        return (int) Math.min(MOST_PER_RUN, Math.max(2, Math.round(seconds / fastest)));
    }
}
