package io.phiscale.trainer.loop;

import static org.assertj.core.api.Assertions.assertThat;

import io.phiscale.protocol.trainer.TrainerEvent;
import io.phiscale.trainer.checkpoint.CheckpointSettings;
import io.phiscale.trainer.dataset.shapes.Shapes;
import io.phiscale.trainer.fake.ScriptedEngine;
import io.phiscale.trainer.fake.SoftmaxRegression;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** Trainings that are told to stop, at any moment of theirs. */
class StoppingTests extends CheckpointedTrainingTest {
    @Test
    void aStopBeforeTrainingBeginsLeavesNothingToSay() {
        StopSignal stop = new StopSignal();

        assertThat(stop.raise()).isTrue();
        assertThat(train(JOB, rarely(), stop)).isEmpty();
    }

    @Test
    void aStopDuringEvaluationSavesTheStepsBeforeIt() {
        StopSignal stop = new StopSignal();
        ScriptedEngine engine = new ScriptedEngine(step -> 1, image -> stopAt(stop, image >= 100), 0);

        List<TrainerEvent> events = train(engine, JOB, rarely(), stop, now::incrementAndGet);

        assertThat(files(events)).containsExactly("checkpoint-4.safetensors");
        assertThat(all(events, TrainerEvent.Epoch.class)).isEmpty();
        assertThat(events.get(events.size() - 1)).isEqualTo(new TrainerEvent.Stopped());
        assertThat(engine.closed()).isEqualTo(1);
    }

    @Test
    void aTrainingThatIsStoppedBeforeItsLastEvaluationHasOnlyThatLeft() {
        List<TrainerEvent> events = trainUntil(event ->
                event instanceof TrainerEvent.Epoch epoch && epoch.metrics().epoch() == 3);
        TrainerEvent.Checkpoint checkpoint = last(events, TrainerEvent.Checkpoint.class);
        List<TrainerEvent> resumed = train(JOB, from(checkpoint.file()), new StopSignal());

        assertThat(checkpoint.epochs()).isEqualTo(3);
        assertThat(metrics(resumed)).isEmpty();
        assertThat(outcome(resumed)).isEqualTo(outcome(train(JOB, CheckpointSettings.NONE, new StopSignal())));
    }

    @Test
    void aStopRightAfterACheckpointWritesNoOther() {
        List<TrainerEvent> events = trainUntil(TrainerEvent.Checkpoint.class::isInstance);

        assertThat(files(events)).containsExactly("checkpoint-4.safetensors");
        assertThat(events.get(events.size() - 1)).isEqualTo(new TrainerEvent.Stopped());
    }

    @Test
    void withoutAWorkFolderAStopIsAStopAllTheSame() {
        List<TrainerEvent> events = trainOneStep(JOB, CheckpointSettings.NONE);

        assertThat(events.stream().map(Object::getClass))
                .containsExactly(TrainerEvent.Started.class, TrainerEvent.Stopped.class);
    }

    /** A training that is told to stop once such a thing is said. */
    private List<TrainerEvent> trainUntil(Predicate<TrainerEvent> isSaid) {
        StopSignal stop = new StopSignal();
        List<TrainerEvent> events = new ArrayList<>();
        EventSink sink = event -> {
            events.add(event);
            stopAt(stop, isSaid.test(event));
        };
        new Training(new SoftmaxRegression(), name -> new Shapes(), rarely(), sink, now::incrementAndGet)
                .run(JOB, stop);
        return events;
    }

    private static double stopAt(StopSignal stop, boolean now) {
        if (now) {
            stop.raise();
        }
        return 1;
    }
}
