package io.phiscale.trainer.loop;

import io.phiscale.protocol.trainer.TrainingJob;
import io.phiscale.trainer.engine.TrainableNetwork;
import io.phiscale.trainer.pipeline.TrainingData;

/** What all that happens in one training has to do with. */
record Session(TrainingJob job, TrainingData data, TrainableNetwork network, EventSink events, NanoClock clock) {
    int epochs() {
        return job.recipe().epochs();
    }

    /** @param step of the epoch, from 0 @return how many came before it in all epochs */
    long stepNumber(int epoch, int step) {
        return (epoch - 1L) * data.stepsPerEpoch() + step;
    }

    /** @param step of the epoch, from 0 */
    double learningRate(int epoch, int step) {
        double epochsDone = epoch - 1 + (step + 0.5) / data.stepsPerEpoch();
        return job.recipe().optimizer().learningRate() * job.recipe().schedule().factor(epochsDone, epochs());
    }
}
