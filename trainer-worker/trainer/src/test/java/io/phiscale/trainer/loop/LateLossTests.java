package io.phiscale.trainer.loop;

import static org.assertj.core.api.Assertions.assertThat;

import io.phiscale.protocol.trainer.EpochMetrics;
import io.phiscale.protocol.trainer.TrainerEvent;
import io.phiscale.trainer.checkpoint.CheckpointSettings;
import io.phiscale.trainer.dataset.shapes.Shapes;
import io.phiscale.trainer.engine.TrainingEngine;
import io.phiscale.trainer.fake.Jobs;
import io.phiscale.trainer.fake.LateEngine;
import io.phiscale.trainer.fake.ScriptedEngine;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Of a device that computes by itself while the next step is made ready. */
class LateLossTests {
    private static final long MILLISECOND = 1_000_000;
    private static final int STEPS = 20;

    private final AtomicInteger asked = new AtomicInteger();
    private final AtomicLong now = new AtomicLong();

    @Test
    void lossesAreTheSameWheneverTheyAreTold() {
        ScriptedEngine engine = ScriptedEngine.withLoss(step -> 1.0 / (step + 1));

        List<EpochMetrics> late = epochs(train(late(engine)));
        List<EpochMetrics> atOnce = epochs(train(ScriptedEngine.withLoss(step -> 1.0 / (step + 1))));

        assertThat(late)
                .extracting(EpochMetrics::trainingLoss)
                .containsExactlyElementsOf(
                        atOnce.stream().map(EpochMetrics::trainingLoss).toList());
        assertThat(asked).hasValue(2 * STEPS);
    }

    @Test
    void aDeviceIsWaitedForWhenThereIsSomethingToReportAndWhenAnEpochEnds() {
        List<Integer> askedAtProgress = new ArrayList<>();
        new Training(
                        late(ScriptedEngine.withLoss(step -> 1)),
                        name -> new Shapes(),
                        CheckpointSettings.NONE,
                        event -> {
                            if (event instanceof TrainerEvent.Progress) {
                                askedAtProgress.add(asked.get());
                            }
                        },
                        () -> now.addAndGet(10 * MILLISECOND))
                .run(Jobs.shapes(1, STEPS * 32, 1), new StopSignal());

        assertThat(asked).hasValue(STEPS);
        assertThat(askedAtProgress).isNotEmpty();
        assertThat(askedAtProgress.get(0)).as("steps before the first report").isBetween(3, STEPS - 1);
    }

    @Test
    void aLossThatIsNoNumberEndsTheTrainingHoweverLateItIsTold() {
        ScriptedEngine engine = ScriptedEngine.withLoss(step -> step == 5 ? Double.NaN : 1);

        List<TrainerEvent> events = train(late(engine));

        assertThat(events).last().isInstanceOfSatisfying(TrainerEvent.Done.class, done -> assertThat(
                        done.result().diverged())
                .isTrue());
        assertThat(epochs(events)).isEmpty();
    }

    private TrainingEngine late(TrainingEngine engine) {
        return new LateEngine(engine, asked);
    }

    private List<TrainerEvent> train(TrainingEngine engine) {
        List<TrainerEvent> events = new ArrayList<>();
        new Training(
                        engine,
                        name -> new Shapes(),
                        CheckpointSettings.NONE,
                        events::add,
                        () -> now.addAndGet(MILLISECOND))
                .run(Jobs.shapes(2, STEPS * 32, 1), new StopSignal());
        return events;
    }

    private static List<EpochMetrics> epochs(List<TrainerEvent> events) {
        return events.stream()
                .filter(TrainerEvent.Epoch.class::isInstance)
                .map(event -> ((TrainerEvent.Epoch) event).metrics())
                .toList();
    }
}
