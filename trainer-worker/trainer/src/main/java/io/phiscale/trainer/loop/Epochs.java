package io.phiscale.trainer.loop;

import io.phiscale.protocol.recipe.Recipe;
import io.phiscale.protocol.trainer.EpochMetrics;
import io.phiscale.protocol.trainer.SplitMetrics;
import io.phiscale.protocol.trainer.TrainerEvent;
import io.phiscale.protocol.trainer.TrainingJob;
import io.phiscale.trainer.engine.Batch;
import io.phiscale.trainer.engine.TrainableNetwork;
import io.phiscale.trainer.pipeline.PreparedImages;
import io.phiscale.trainer.pipeline.TrainingData;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** Trains for all epochs, validates after each, and tests at the end. Runs once. */
final class Epochs {
    /** Nothing was learned that could be measured. */
    private static final SplitMetrics DIVERGED = new SplitMetrics(Double.NaN, 0, 0);

    private final TrainingJob job;
    private final TrainingData data;
    private final TrainableNetwork network;
    private final EventSink events;
    private final NanoClock clock;
    private final ProgressMeter progress;
    private final List<Double> speeds = new ArrayList<>();
    private double learningRate;

    Epochs(TrainingJob job, TrainingData data, TrainableNetwork network, EventSink events, NanoClock clock) {
        this.job = job;
        this.data = data;
        this.network = network;
        this.events = events;
        this.clock = clock;
        Recipe recipe = job.recipe();
        long epochs = recipe.epochs();
        this.progress = new ProgressMeter(
                events,
                clock,
                epochs * data.stepsPerEpoch() * recipe.batchSize(),
                epochs * data.validation().size() + data.test().size());
    }

    Outcome run() {
        long start = clock.nanoTime();
        SplitMetrics validation = DIVERGED;
        int epochs = job.recipe().epochs();
        for (int epoch = 1; epoch <= epochs; epoch++) {
            long epochStart = clock.nanoTime();
            double loss = train(epoch);
            double trainingSeconds = clock.secondsSince(epochStart);
            SplitMetrics measured = Double.isFinite(loss) ? evaluate(data.validation()) : DIVERGED;
            if (!Double.isFinite(measured.loss())) {
                return diverged(epoch - 1, start);
            }
            validation = measured;
            double speed = data.stepsPerEpoch() * job.recipe().batchSize() / trainingSeconds;
            speeds.add(speed);
            events.emit(new TrainerEvent.Epoch(
                    new EpochMetrics(epoch, learningRate, loss, validation, clock.secondsSince(epochStart), speed)));
        }
        SplitMetrics test = evaluate(data.test());
        return Double.isFinite(test.loss())
                ? new Outcome(false, epochs, validation, test, speeds, clock.secondsSince(start))
                : diverged(epochs, start);
    }

    private Outcome diverged(int epochs, long start) {
        return new Outcome(true, epochs, DIVERGED, DIVERGED, speeds, clock.secondsSince(start));
    }

    /** @return mean loss over the steps; not finite as soon as one step's was not */
    private double train(int epoch) {
        double sum = 0;
        int steps = 0;
        Iterator<Batch> batches = data.trainingBatches(epoch);
        while (batches.hasNext() && Double.isFinite(sum)) {
            Recipe recipe = job.recipe();
            double epochsDone = epoch - 1 + (steps + 0.5) / data.stepsPerEpoch();
            learningRate = recipe.optimizer().learningRate() * recipe.schedule().factor(epochsDone, recipe.epochs());
            Batch batch = batches.next();
            sum += network.step(batch, learningRate);
            steps++;
            progress.trained(batch.size());
        }
        return sum / steps;
    }

    private SplitMetrics evaluate(PreparedImages images) {
        MetricsSum sum = new MetricsSum();
        Iterator<Batch> batches = data.evaluationBatches(images);
        while (batches.hasNext()) {
            Batch batch = batches.next();
            sum.add(network.logits(batch), batch.labels(), job.architecture().classes());
            progress.evaluated(batch.size());
        }
        return sum.mean();
    }
}
