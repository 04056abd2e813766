package io.phiscale.trainer.loop;

import io.phiscale.protocol.trainer.TrainingJob;
import io.phiscale.trainer.checkpoint.Progress;
import io.phiscale.trainer.pipeline.TrainingData;

/**
 * How much there is to do in a training, in passes of one image forward through the network.
 *
 * @param step one training step
 * @param stepsPerEpoch steps in an epoch
 * @param validation the evaluation after an epoch
 * @param total everything, the last evaluation included
 */
record Workload(double step, int stepsPerEpoch, double validation, double total) {
    /** Forward and backward pass against forward pass alone. */
    private static final double TRAINING_WEIGHT = 3;

    static Workload of(TrainingJob job, TrainingData data) {
        double step = TRAINING_WEIGHT * job.recipe().batchSize();
        double validation = data.validation().size();
        double epoch = step * data.stepsPerEpoch() + validation;
        return new Workload(
                step,
                data.stepsPerEpoch(),
                validation,
                epoch * job.recipe().epochs() + data.test().size());
    }

    double done(Progress progress) {
        return progress.steps(stepsPerEpoch) * step + progress.epochs() * validation;
    }

    /** @return from 0 to 1 */
    double fraction(Progress progress) {
        return fraction(done(progress));
    }

    double fraction(double done) {
        return Math.min(1, done / total);
    }
}
