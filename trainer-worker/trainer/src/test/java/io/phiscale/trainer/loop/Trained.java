package io.phiscale.trainer.loop;

import io.phiscale.protocol.trainer.EpochMetrics;
import io.phiscale.protocol.trainer.TrainerEvent;
import io.phiscale.protocol.trainer.TrainingJob;
import io.phiscale.protocol.trainer.TrialResult;
import io.phiscale.trainer.checkpoint.CheckpointSettings;
import io.phiscale.trainer.dataset.DataSet;
import io.phiscale.trainer.dataset.shapes.Shapes;
import io.phiscale.trainer.engine.TrainingEngine;
import io.phiscale.trainer.fake.ScriptedEngine;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** Runs trainings on drawn images to their end. */
final class Trained {
    /** What a clock goes on by with each look at it, in nanoseconds. */
    static final long TICK = 10_000_000;

    private Trained() {}

    static List<TrainerEvent> train(TrainingEngine engine, TrainingJob job) {
        AtomicLong now = new AtomicLong();
        List<TrainerEvent> events = new ArrayList<>();
        new Training(engine, name -> new Shapes(), CheckpointSettings.NONE, events::add, () -> now.addAndGet(TICK))
                .run(job, new StopSignal());
        return events;
    }

    /** With an engine that learns nothing. */
    static TrialResult resultWith(DataSet data, TrainingJob job) {
        List<TrainerEvent> events = new ArrayList<>();
        new Training(
                        ScriptedEngine.withLoss(step -> 1),
                        name -> data,
                        CheckpointSettings.NONE,
                        events::add,
                        NanoClock.SYSTEM)
                .run(job, new StopSignal());
        return result(events);
    }

    static List<EpochMetrics> epochs(List<TrainerEvent> events) {
        return events.stream()
                .filter(TrainerEvent.Epoch.class::isInstance)
                .map(event -> ((TrainerEvent.Epoch) event).metrics())
                .toList();
    }

    static TrialResult result(List<TrainerEvent> events) {
        return ((TrainerEvent.Done) events.get(events.size() - 1)).result();
    }
}
