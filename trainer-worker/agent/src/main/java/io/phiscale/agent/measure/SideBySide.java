package io.phiscale.agent.measure;

import io.phiscale.agent.trainer.EngineProgram;
import io.phiscale.agent.trainer.TrainerLimits;
import io.phiscale.protocol.engine.Precision;
import io.phiscale.protocol.measurement.MeasurementJob;
import io.phiscale.protocol.measurement.TrainingSpeed;
import io.phiscale.scaling.baseline.BuiltInBaselines;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;

/**
 * Trainers of one engine that all train at the same time: EfficientNet-B0 at 32 pixels, of which searches at low
 * resolution have the like.
 */
public record SideBySide(EngineProgram program, Precision precision) {
    private static final int RESOLUTION = 32;
    private static final int BATCH = 64;
    private static final int RUNS = 3;
    private static final double SECONDS = 2;

    /**
     * @param limits of each trainer
     * @return images per second of all trainers together
     * @throws MeasurementException where one of them cannot, such as for lack of memory
     */
    public double imagesPerSecond(int trainers, TrainerLimits limits) {
        // Their runs are long against the difference of their starts, so that they are really side by side.
        CompletableFuture<?>[] started = IntStream.range(0, trainers)
                .mapToObj(
                        trainer -> CompletableFuture.supplyAsync(() -> measure(limits), SideBySide::onAThreadOfItsOwn))
                .toArray(CompletableFuture<?>[]::new);
        try {
            CompletableFuture.allOf(started).join();
            double sum = 0;
            for (CompletableFuture<?> each : started) {
                sum += (Double) each.join();
            }
            return sum;
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw failed;
        }
    }

    private static void onAThreadOfItsOwn(Runnable task) {
        Thread thread = new Thread(task, "measuring");
        thread.setDaemon(true);
        thread.start();
    }

    private double measure(TrainerLimits limits) {
        MeasurementJob job = new MeasurementJob(
                BuiltInBaselines.EFFICIENTNET_B0.architecture().at(RESOLUTION), BATCH, RUNS, SECONDS, precision);
        try {
            TrainingSpeed speed = new MeasuringTrainer(program, limits).measure(job);
            return speed.runs().median();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new MeasurementException("it was interrupted");
        }
    }
}
