package io.phiscale.trainer.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import io.phiscale.protocol.error.ErrorCode;
import io.phiscale.protocol.trainer.EpochMetrics;
import io.phiscale.protocol.trainer.TrainerEvent;
import io.phiscale.protocol.trainer.TrainingJob;
import io.phiscale.protocol.trainer.TrialResult;
import io.phiscale.trainer.checkpoint.CheckpointSettings;
import io.phiscale.trainer.dataset.DataSet;
import io.phiscale.trainer.dataset.shapes.Shapes;
import io.phiscale.trainer.engine.TrainingEngine;
import io.phiscale.trainer.error.TrainingException;
import io.phiscale.trainer.fake.DecodableDataSet;
import io.phiscale.trainer.fake.Jobs;
import io.phiscale.trainer.fake.ScriptedEngine;
import io.phiscale.trainer.fake.SoftmaxRegression;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class TrainingTests {
    @Test
    void aNetworkLearnsShapes() {
        List<TrainerEvent> events = Trained.train(new SoftmaxRegression(), Jobs.shapes(6, 1024, 7));

        TrialResult result = Trained.result(events);
        assertThat(result.diverged()).isFalse();
        assertThat(result.epochs()).isEqualTo(6);
        assertThat(result.validation().top1()).isGreaterThan(0.6);
        assertThat(result.test().top1()).isGreaterThan(0.6);
        assertThat(result.validation()).isEqualTo(Trained.epochs(events).get(5).validation());
        assertThat(Trained.epochs(events).get(5).trainingLoss())
                .isLessThan(Trained.epochs(events).get(0).trainingLoss());
    }

    @Test
    void theSameSeedGivesTheSameEventsToTheLastBit() {
        List<TrainerEvent> once = Trained.train(new SoftmaxRegression(), Jobs.shapes(3, 512, 7));
        List<TrainerEvent> again = Trained.train(new SoftmaxRegression(), Jobs.shapes(3, 512, 7));
        List<TrainerEvent> other = Trained.train(new SoftmaxRegression(), Jobs.shapes(3, 512, 8));

        assertThat(again.subList(0, again.size() - 1)).isEqualTo(once.subList(0, once.size() - 1));
        assertThat(Trained.result(again).test()).isEqualTo(Trained.result(once).test());
        assertThat(Trained.result(other).test())
                .isNotEqualTo(Trained.result(once).test());
    }

    @Test
    void startedComesFirstEpochsNextAndDoneLast() {
        List<TrainerEvent> events = Trained.train(ScriptedEngine.withLoss(step -> 1), Jobs.shapes(2, 64, 1));

        long parameters = Jobs.shapes(2, 64, 1).parameters();
        assertThat(events.get(0)).isEqualTo(new TrainerEvent.Started(parameters, 0));
        assertThat(Trained.epochs(events).stream().map(EpochMetrics::epoch)).containsExactly(1, 2);
        assertThat(events.get(events.size() - 1)).isInstanceOf(TrainerEvent.Done.class);
    }

    @Test
    void theLearningRateFollowsTheScheduleStepByStep() {
        ScriptedEngine engine = ScriptedEngine.withLoss(step -> 1);
        TrainingJob job = Jobs.shapes(2, 128, 1);

        List<TrainerEvent> events = Trained.train(engine, job);

        double peak = job.recipe().optimizer().learningRate();
        assertThat(engine.learningRates()).hasSize(8);
        for (int step = 0; step < 8; step++) {
            double expected = peak * job.recipe().schedule().factor((step + 0.5) / 4, 2);
            assertThat(engine.learningRates().get(step)).isEqualTo(expected, within(1e-12));
        }
        assertThat(Trained.epochs(events).get(0).learningRate())
                .isEqualTo(engine.learningRates().get(3));
    }

    @Test
    void theTrainingLossIsTheMeanOverTheEpochsSteps() {
        List<TrainerEvent> events = Trained.train(ScriptedEngine.withLoss(step -> step), Jobs.shapes(2, 128, 1));

        assertThat(Trained.epochs(events).stream().map(EpochMetrics::trainingLoss))
                .containsExactly(1.5, 5.5);
    }

    @Test
    void validationFollowsEveryEpochAndTheTestComesOnce() {
        ScriptedEngine engine = ScriptedEngine.withLoss(step -> 1);

        List<TrainerEvent> events = Trained.train(engine, Jobs.shapes(2, 64, 1));

        assertThat(engine.evaluated().stream().mapToInt(size -> size).sum()).isEqualTo(2 * 200 + 1_024);
        // One logit of 1 against three of 0.
        double loss = Math.log(Math.E + 3) - 1;
        assertThat(Trained.result(events).test().loss()).isEqualTo(loss, within(1e-9));
        assertThat(Trained.result(events).test().top1()).isEqualTo(1);
    }

    @Test
    void aNetworkThatIsNotTheOneThatWasCountedIsNotTrained() {
        ScriptedEngine engine = new ScriptedEngine(step -> 1, image -> 1, 3);

        assertMismatch(engine, Jobs.shapes(1, 64, 1), "the engine built");
        assertThat(engine.learningRates()).isEmpty();
        assertThat(engine.closed()).isEqualTo(1);
    }

    @Test
    void aJobWhoseCountIsWrongIsNotTrained() {
        TrainingJob job = Jobs.shapes(1, 64, 1);
        TrainingJob wrong =
                new TrainingJob(job.architecture(), job.recipe(), job.data(), job.seed(), job.parameters() - 1, 1);

        assertMismatch(ScriptedEngine.withLoss(step -> 1), wrong, "the coordinator counted");
    }

    @Test
    void theNetworkIsClosedAtTheEnd() {
        ScriptedEngine engine = ScriptedEngine.withLoss(step -> 1);

        Trained.train(engine, Jobs.shapes(1, 64, 1));

        assertThat(engine.closed()).isEqualTo(1);
    }

    @Test
    void progressRisesAndComesAtMostFourTimesASecond() {
        AtomicLong now = new AtomicLong();
        List<Long> times = new ArrayList<>();
        List<Double> fractions = new ArrayList<>();
        EventSink sink = event -> {
            if (event instanceof TrainerEvent.Progress progress) {
                times.add(now.get());
                fractions.add(progress.fraction());
            }
        };
        NanoClock clock = () -> now.addAndGet(Trained.TICK);

        new Training(ScriptedEngine.withLoss(step -> 1), name -> new Shapes(), CheckpointSettings.NONE, sink, clock)
                .run(Jobs.shapes(3, 2_000, 1), new StopSignal());

        assertThat(fractions).hasSizeGreaterThan(5).isSorted().allMatch(fraction -> fraction > 0 && fraction <= 1);
        for (int i = 1; i < times.size(); i++) {
            assertThat(times.get(i) - times.get(i - 1)).isGreaterThanOrEqualTo(250_000_000);
        }
    }

    @Test
    void imagesAreDecodedAtTheLargestResolutionOfTheSearch() {
        TrainingJob job = Jobs.shapes(1, 64, 1);
        List<Integer> decodedAt = new ArrayList<>();
        Function<String, DataSet> dataSets = name -> new DecodableDataSet(new Shapes(), decodedAt::add);
        TrainingJob ofASearch = new TrainingJob(
                job.architecture(), job.recipe(), job.data().decodedAt(300), job.seed(), job.parameters(), 1);
        List<TrainerEvent> events = new ArrayList<>();

        for (TrainingJob each : List.of(ofASearch, job)) {
            new Training(
                            ScriptedEngine.withLoss(step -> 1),
                            dataSets,
                            CheckpointSettings.NONE,
                            events::add,
                            NanoClock.SYSTEM)
                    .run(each, new StopSignal());
        }

        assertThat(decodedAt).containsExactly(300, job.architecture().resolution());
    }

    private static void assertMismatch(TrainingEngine engine, TrainingJob job, String who) {
        assertThatExceptionOfType(TrainingException.class)
                .isThrownBy(() -> Trained.train(engine, job))
                .withMessageContaining(who)
                .satisfies(exception -> assertThat(exception.code()).isEqualTo(ErrorCode.NETWORK_MISMATCH));
    }
}
