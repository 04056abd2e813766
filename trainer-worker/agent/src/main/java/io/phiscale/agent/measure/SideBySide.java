package io.phiscale.agent.measure;

import io.phiscale.agent.trainer.EngineProgram;
import io.phiscale.agent.trainer.TrainerLimits;
import io.phiscale.protocol.engine.Precision;
import io.phiscale.protocol.measurement.MeasurementJob;
import io.phiscale.protocol.measurement.TrainingSpeed;
import io.phiscale.scaling.baseline.BuiltInBaselines;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;

/**
 * Trainers of one engine that all train the same at the same time.
 *
 * @param job long against the difference of their starts, so that they are really side by side
 */
public record SideBySide(EngineProgram program, MeasurementJob job) {
    private static final int RESOLUTION = 32;
    private static final int BATCH = 64;
    private static final int RUNS = 3;
    private static final double SECONDS = 2;

    /** With EfficientNet-B0 at 32 pixels, of which searches at low resolution have the like. */
    public static SideBySide usual(EngineProgram program, Precision precision) {
        return new SideBySide(
                program,
                new MeasurementJob(
                        BuiltInBaselines.EFFICIENTNET_B0.architecture().at(RESOLUTION),
                        BATCH,
                        RUNS,
                        SECONDS,
                        precision));
    }

    /**
     * @param limits of each trainer
     * @return images per second of all trainers together
     * @throws MeasurementException where one of them cannot, such as for lack of memory
     */
    public double imagesPerSecond(int trainers, TrainerLimits limits) {
        return measure(trainers, limits).stream()
                .mapToDouble(speed -> speed.runs().median())
                .sum();
    }

    /**
     * @param limits of each trainer
     * @return what each of them reached
     * @throws MeasurementException where one of them cannot, such as for lack of memory
     */
    public List<TrainingSpeed> measure(int trainers, TrainerLimits limits) {
        List<CompletableFuture<TrainingSpeed>> started = IntStream.range(0, trainers)
                .mapToObj(
                        trainer -> CompletableFuture.supplyAsync(() -> measure(limits), SideBySide::onAThreadOfItsOwn))
                .toList();
        try {
            CompletableFuture.allOf(started.toArray(CompletableFuture<?>[]::new))
                    .join();
            return started.stream().map(CompletableFuture::join).toList();
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

    private TrainingSpeed measure(TrainerLimits limits) {
        try {
            return new MeasuringTrainer(program, limits).measure(job);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new MeasurementException("it was interrupted");
        }
    }
}
