package io.phiscale.bench;

import io.phiscale.protocol.measurement.MeasurementJob;
import io.phiscale.protocol.measurement.Runs;
import io.phiscale.protocol.measurement.TrainingSpeed;
import io.phiscale.scaling.architecture.Architecture;
import io.phiscale.scaling.architecture.Cost;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A measurement of training, as printed by {@code --json}. Scripts rely on these names.
 *
 * @param trainers side by side; speeds, steps and memory are of all of them together
 * @param peakMemory in bytes
 * @param peakOperationsPerSecond of a large matrix product; two operations to a multiply-add. Left out where trainers are side
 *     by side: each would measure its product beside the others'
 * @param shareOfPeak see {@link TrainingSpeed#shareOfPeak}; left out with it
 */
record SpeedDocument(
        String engine,
        Network network,
        int trainers,
        int batch,
        Images imagesPerSecond,
        double secondsPerStep,
        int stepsPerRun,
        long peakMemory,
        @Nullable Double peakOperationsPerSecond,
        @Nullable Double shareOfPeak,
        Map<String, String> provenance) {

    /** @param multiplyAdds of one image's forward pass */
    record Network(
            String fingerprint,
            int resolution,
            int stemStride,
            boolean squeezeExcitation,
            long parameters,
            long multiplyAdds) {}

    record Images(double median, double least, double most, List<Double> runs) {}

    /** @param speed of so many trainers together */
    static SpeedDocument of(String engine, MeasurementJob job, int trainers, TrainingSpeed speed) {
        boolean alone = trainers == 1;
        Architecture architecture = job.architecture();
        Cost cost = architecture.cost();
        Runs runs = speed.runs();
        return new SpeedDocument(
                engine,
                new Network(
                        architecture.fingerprint(),
                        architecture.resolution(),
                        architecture.stem().stride(),
                        architecture.stages().stream().anyMatch(stage -> stage.squeezeRatio() > 0),
                        speed.parameters(),
                        cost.multiplyAdds()),
                trainers,
                job.batchSize(),
                new Images(runs.median(), runs.least(), runs.most(), runs.imagesPerSecond()),
                runs.secondsPerStep(),
                runs.steps(),
                speed.peakMemory(),
                alone ? speed.peakOperations() : null,
                alone ? speed.shareOfPeak(cost.multiplyAdds()) : null,
                speed.provenance());
    }
}
