package io.phiscale.trainer.measure;

import io.phiscale.protocol.engine.Numerics;
import io.phiscale.protocol.measurement.MeasurementJob;
import io.phiscale.protocol.measurement.Runs;
import io.phiscale.protocol.measurement.TrainingSpeed;
import io.phiscale.protocol.recipe.Optimizer;
import io.phiscale.protocol.recipe.Regularization;
import io.phiscale.trainer.engine.Batch;
import io.phiscale.trainer.engine.NetworkPlan;
import io.phiscale.trainer.engine.TrainableNetwork;
import io.phiscale.trainer.engine.TrainingEngine;
import io.phiscale.trainer.loop.EngineFacts;
import io.phiscale.trainer.loop.NanoClock;
import io.phiscale.trainer.memory.ProcessMemory;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Real training steps on random images, with the default optimizer: a warm-up first, then runs of equally many steps.
 * What the device could do at best is measured last, so that its memory does not count as the training's.
 */
public record SpeedMeasurement(TrainingEngine engine, NanoClock clock) {
    private static final int BATCHES = 2;
    private static final long SEED = 1;

    /** Throws what an engine throws. */
    public TrainingSpeed of(MeasurementJob job) {
        Numerics numerics = new Numerics(job.precision(), false);
        NetworkPlan plan =
                new NetworkPlan(job.architecture(), Optimizer.DEFAULT, Regularization.DEFAULT, SEED, numerics);
        try (TrainableNetwork network = engine.build(plan)) {
            Runs runs = runs(job, new TimedSteps(network, batches(job), clock));
            long memory = ProcessMemory.peak();
            double peak = DevicePeak.operationsPerSecond(engine, job.precision());
            return new TrainingSpeed(
                    network.parameters(), runs, memory, peak, EngineFacts.of(engine, network, numerics));
        }
    }

    /** Kept where the engine computes, as a training's are where they fit. */
    private List<Batch> batches(MeasurementJob job) {
        int size = job.batchSize();
        RandomImages images = new RandomImages(job.architecture(), BATCHES * size, SEED);
        boolean kept = images.bytes() <= engine.imageMemory();
        return IntStream.range(0, BATCHES)
                .mapToObj(batch -> kept ? images.placed(batch * size, size) : images.numbers(batch * size, size))
                .toList();
    }

    private static Runs runs(MeasurementJob job, TimedSteps steps) {
        int perRun = steps.warmUp(job.secondsPerRun());
        List<Double> speeds = new ArrayList<>();
        for (int run = 0; run < job.runs(); run++) {
            speeds.add(perRun * job.batchSize() / steps.run(perRun));
        }
        return new Runs(job.batchSize(), perRun, speeds);
    }
}
