package io.phiscale.bench;

import io.phiscale.protocol.measurement.MeasurementJob;
import io.phiscale.protocol.measurement.Runs;
import io.phiscale.protocol.measurement.TrainingSpeed;
import io.phiscale.scaling.architecture.Architecture;
import io.phiscale.scaling.architecture.Cost;
import java.util.List;
import java.util.Map;

/**
 * A measurement of training, as printed by {@code --json}. Scripts rely on these names.
 *
 * @param peakMemory in bytes
 * @param peakOperationsPerSecond of a large matrix product; two operations to a multiply-add
 * @param shareOfPeak see {@link TrainingSpeed#shareOfPeak}
 */
record SpeedDocument(
        String engine,
        Network network,
        int batch,
        Images imagesPerSecond,
        double secondsPerStep,
        int stepsPerRun,
        long peakMemory,
        double peakOperationsPerSecond,
        double shareOfPeak,
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

    static SpeedDocument of(String engine, MeasurementJob job, TrainingSpeed speed) {
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
                job.batchSize(),
                new Images(runs.median(), runs.least(), runs.most(), runs.imagesPerSecond()),
                runs.secondsPerStep(),
                runs.steps(),
                speed.peakMemory(),
                speed.peakOperations(),
                speed.shareOfPeak(cost.multiplyAdds()),
                speed.provenance());
    }
}
