package io.phiscale.trainer.loop;

import io.phiscale.protocol.trainer.EpochMetrics;
import io.phiscale.protocol.trainer.TrainerEvent;
import io.phiscale.protocol.trainer.TrainingJob;
import io.phiscale.trainer.checkpoint.CheckpointSettings;
import io.phiscale.trainer.dataset.shapes.Shapes;
import io.phiscale.trainer.engine.TrainingEngine;
import io.phiscale.trainer.fake.Jobs;
import io.phiscale.trainer.fake.ScriptedEngine;
import io.phiscale.trainer.fake.SoftmaxRegression;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.io.TempDir;

/** Trainings of three epochs of four steps, their checkpoints, and what is compared of them. */
abstract class CheckpointedTrainingTest {
    static final TrainingJob JOB = Jobs.shapes(3, 128, 7);

    private static final long MINUTE = 60_000_000_000L;

    @TempDir
    Path folder;

    final AtomicLong now = new AtomicLong();

    List<TrainerEvent> trainOneStep(TrainingJob job, CheckpointSettings settings) {
        StopSignal stop = new StopSignal();
        SoftmaxRegression engine = new SoftmaxRegression(stop::raise);
        return train(engine, job, settings, stop, now::incrementAndGet);
    }

    List<TrainerEvent> train(TrainingJob job, CheckpointSettings settings, StopSignal stop) {
        return train(new SoftmaxRegression(), job, settings, stop, now::incrementAndGet);
    }

    static List<TrainerEvent> train(
            TrainingEngine engine, TrainingJob job, CheckpointSettings settings, StopSignal stop, NanoClock clock) {
        List<TrainerEvent> events = new ArrayList<>();
        new Training(engine, name -> new Shapes(), settings, events::add, clock).run(job, stop);
        return events;
    }

    /** Every step takes a minute, nothing else any time. */
    ScriptedEngine oneMinuteAStep() {
        return ScriptedEngine.withLoss(step -> now.addAndGet(MINUTE) > 0 ? 1 : 0);
    }

    CheckpointSettings rarely() {
        return every(Duration.ofDays(1));
    }

    CheckpointSettings everyStep() {
        return every(Duration.ZERO);
    }

    CheckpointSettings every(Duration interval) {
        return new CheckpointSettings(Optional.of(folder), Optional.empty(), interval);
    }

    static CheckpointSettings from(String file) {
        return new CheckpointSettings(Optional.empty(), Optional.of(Path.of(file)), Duration.ofDays(1));
    }

    static <E extends TrainerEvent> List<E> all(List<TrainerEvent> events, Class<E> kind) {
        return events.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    static <E extends TrainerEvent> E last(List<TrainerEvent> events, Class<E> kind) {
        List<E> all = all(events, kind);
        return all.get(all.size() - 1);
    }

    static List<String> files(List<TrainerEvent> events) {
        return all(events, TrainerEvent.Checkpoint.class).stream()
                .map(checkpoint -> Path.of(checkpoint.file()).toFile().getName())
                .toList();
    }

    /** All but what time decides. */
    static List<EpochMetrics> metrics(List<TrainerEvent> events) {
        return all(events, TrainerEvent.Epoch.class).stream()
                .map(TrainerEvent.Epoch::metrics)
                .map(epoch -> new EpochMetrics(
                        epoch.epoch(), epoch.learningRate(), epoch.trainingLoss(), epoch.validation(), 0, 0))
                .toList();
    }

    static List<Object> outcome(List<TrainerEvent> events) {
        var result = last(events, TrainerEvent.Done.class).result();
        return List.of(result.diverged(), result.epochs(), result.validation(), result.test(), result.provenance());
    }
}
