package io.phiscale.trainer.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import io.phiscale.protocol.dataset.BuiltInDataSets;
import io.phiscale.protocol.error.ErrorCode;
import io.phiscale.protocol.trainer.EpochMetrics;
import io.phiscale.protocol.trainer.SplitMetrics;
import io.phiscale.protocol.trainer.TrainerEvent;
import io.phiscale.protocol.trainer.TrainingJob;
import io.phiscale.protocol.trainer.TrialResult;
import io.phiscale.trainer.checkpoint.CheckpointSettings;
import io.phiscale.trainer.dataset.DataSet;
import io.phiscale.trainer.dataset.StoredDataSet;
import io.phiscale.trainer.dataset.StoredSplit;
import io.phiscale.trainer.dataset.shapes.Shapes;
import io.phiscale.trainer.engine.TrainingEngine;
import io.phiscale.trainer.error.TrainingException;
import io.phiscale.trainer.fake.DecodableDataSet;
import io.phiscale.trainer.fake.FakeDataSet;
import io.phiscale.trainer.fake.FakeSplit;
import io.phiscale.trainer.fake.Jobs;
import io.phiscale.trainer.fake.ScriptedEngine;
import io.phiscale.trainer.fake.SoftmaxRegression;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class TrainingTests {
    private static final long TICK = 10_000_000;

    @Test
    void aNetworkLearnsShapes() {
        List<TrainerEvent> events = train(new SoftmaxRegression(), Jobs.shapes(6, 1024, 7));

        TrialResult result = result(events);
        assertThat(result.diverged()).isFalse();
        assertThat(result.epochs()).isEqualTo(6);
        assertThat(result.validation().top1()).isGreaterThan(0.6);
        assertThat(result.test().top1()).isGreaterThan(0.6);
        assertThat(result.validation()).isEqualTo(epochs(events).get(5).validation());
        assertThat(epochs(events).get(5).trainingLoss())
                .isLessThan(epochs(events).get(0).trainingLoss());
    }

    @Test
    void theSameSeedGivesTheSameEventsToTheLastBit() {
        List<TrainerEvent> once = train(new SoftmaxRegression(), Jobs.shapes(3, 512, 7));
        List<TrainerEvent> again = train(new SoftmaxRegression(), Jobs.shapes(3, 512, 7));
        List<TrainerEvent> other = train(new SoftmaxRegression(), Jobs.shapes(3, 512, 8));

        assertThat(again.subList(0, again.size() - 1)).isEqualTo(once.subList(0, once.size() - 1));
        assertThat(result(again).test()).isEqualTo(result(once).test());
        assertThat(result(other).test()).isNotEqualTo(result(once).test());
    }

    @Test
    void startedComesFirstEpochsNextAndDoneLast() {
        List<TrainerEvent> events = train(ScriptedEngine.withLoss(step -> 1), Jobs.shapes(2, 64, 1));

        long parameters = Jobs.shapes(2, 64, 1).parameters();
        assertThat(events.get(0)).isEqualTo(new TrainerEvent.Started(parameters, 0));
        assertThat(epochs(events).stream().map(EpochMetrics::epoch)).containsExactly(1, 2);
        assertThat(events.get(events.size() - 1)).isInstanceOf(TrainerEvent.Done.class);
    }

    @Test
    void theLearningRateFollowsTheScheduleStepByStep() {
        ScriptedEngine engine = ScriptedEngine.withLoss(step -> 1);
        TrainingJob job = Jobs.shapes(2, 128, 1);

        List<TrainerEvent> events = train(engine, job);

        double peak = job.recipe().optimizer().learningRate();
        assertThat(engine.learningRates()).hasSize(8);
        for (int step = 0; step < 8; step++) {
            double expected = peak * job.recipe().schedule().factor((step + 0.5) / 4, 2);
            assertThat(engine.learningRates().get(step)).isEqualTo(expected, within(1e-12));
        }
        assertThat(epochs(events).get(0).learningRate())
                .isEqualTo(engine.learningRates().get(3));
    }

    @Test
    void theTrainingLossIsTheMeanOverTheEpochsSteps() {
        List<TrainerEvent> events = train(ScriptedEngine.withLoss(step -> step), Jobs.shapes(2, 128, 1));

        assertThat(epochs(events).stream().map(EpochMetrics::trainingLoss)).containsExactly(1.5, 5.5);
    }

    @Test
    void validationFollowsEveryEpochAndTheTestComesOnce() {
        ScriptedEngine engine = ScriptedEngine.withLoss(step -> 1);

        List<TrainerEvent> events = train(engine, Jobs.shapes(2, 64, 1));

        assertThat(engine.evaluated().stream().mapToInt(size -> size).sum()).isEqualTo(2 * 200 + 1_024);
        // One logit of 1 against three of 0.
        double loss = Math.log(Math.E + 3) - 1;
        assertThat(result(events).test().loss()).isEqualTo(loss, within(1e-9));
        assertThat(result(events).test().top1()).isEqualTo(1);
    }

    @Test
    void aLossThatIsNoNumberEndsInAResult() {
        ScriptedEngine engine = ScriptedEngine.withLoss(step -> step < 6 ? 1 : Double.NaN);

        List<TrainerEvent> events = train(engine, Jobs.shapes(5, 128, 1));

        TrialResult result = result(events);
        assertThat(result.diverged()).isTrue();
        assertThat(result.epochs()).isEqualTo(1);
        assertThat(result.validation()).isEqualTo(new SplitMetrics(Double.NaN, 0, 0));
        assertThat(result.test()).isEqualTo(new SplitMetrics(Double.NaN, 0, 0));
        assertThat(engine.learningRates()).as("steps until then").hasSize(7);
        assertThat(epochs(events)).hasSize(1);
    }

    @Test
    void logitsThatAreNoNumbersAreDivergenceToo() {
        ScriptedEngine engine = new ScriptedEngine(step -> 1, image -> Double.NaN, 0);

        assertThat(result(train(engine, Jobs.shapes(2, 64, 1))).diverged()).isTrue();
    }

    @Test
    void aTestLossThatIsNoNumberIsDivergenceToo() {
        // Of 200 validation images, all are seen after each of two epochs.
        ScriptedEngine engine = new ScriptedEngine(step -> 1, image -> image < 400 + 1_000 ? 1 : Double.NaN, 0);

        TrialResult result = result(train(engine, Jobs.shapes(2, 64, 1)));

        assertThat(result.diverged()).isTrue();
        assertThat(result.epochs()).isEqualTo(2);
        assertThat(result.validation()).isEqualTo(new SplitMetrics(Double.NaN, 0, 0));
        assertThat(result.test()).isEqualTo(new SplitMetrics(Double.NaN, 0, 0));
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

        train(engine, Jobs.shapes(1, 64, 1));

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
        NanoClock clock = () -> now.addAndGet(TICK);

        new Training(ScriptedEngine.withLoss(step -> 1), name -> new Shapes(), CheckpointSettings.NONE, sink, clock)
                .run(Jobs.shapes(3, 2_000, 1), new StopSignal());

        assertThat(fractions).hasSizeGreaterThan(5).isSorted().allMatch(fraction -> fraction > 0 && fraction <= 1);
        for (int i = 1; i < times.size(); i++) {
            assertThat(times.get(i) - times.get(i - 1)).isGreaterThanOrEqualTo(250_000_000);
        }
    }

    @Test
    void theResultSaysWhichShareOfTheTimeWentByWaitingForData() {
        AtomicLong now = new AtomicLong();
        List<TrainerEvent> events = new ArrayList<>();

        // Asked for data, data there, step done: one tick is waited and one is not.
        new Training(
                        ScriptedEngine.withLoss(step -> 1),
                        name -> new Shapes(),
                        CheckpointSettings.NONE,
                        events::add,
                        () -> now.addAndGet(TICK))
                .run(Jobs.shapes(1, 64, 1), new StopSignal());

        assertThat(result(events).waitingShare()).isEqualTo(0.5);
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

    @Test
    void theResultSaysWhatTrainedItWithWhichData() {
        TrialResult result = result(train(ScriptedEngine.withLoss(step -> 1), Jobs.shapes(1, 64, 9)));

        assertThat(result.provenance())
                .containsEntry("engine", "scripted")
                .containsEntry("device", "none")
                .containsEntry("seed", "9")
                .containsEntry("dataset.name", "shapes")
                .containsEntry("dataset.hash", new Shapes().contentHash())
                .containsEntry("dataset.trainingImages", "64")
                .containsKeys("java", "machine", "processors");
        assertThat(result.peakMemory()).isGreaterThan(1 << 20);
        assertThat(result.imagesPerSecond()).isPositive();
        assertThat(result.seconds()).isPositive();
    }

    @Test
    void aBatchThatComesInPartsIsOneStepAndTheResultSaysSo() {
        ScriptedEngine engine = ScriptedEngine.withLoss(step -> 1);
        TrainingJob job = Jobs.shapes(1, 64, 9);
        TrainingJob inParts =
                new TrainingJob(job.architecture(), job.recipe(), job.data(), job.seed(), job.parameters(), 3);

        TrialResult result = result(train(engine, inParts));

        assertThat(engine.stepped()).containsExactly(List.of(11, 11, 10), List.of(11, 11, 10));
        assertThat(result.provenance())
                .containsEntry("microBatches", "3")
                .containsEntry("microBatches.batchNorm", "over parts of 11 images at most");
        assertThat(result(train(engine, job)).provenance())
                .containsEntry("microBatches", "1")
                .doesNotContainKey("microBatches.batchNorm");
    }

    @Test
    void theResultNamesTheFirstFewImagesThatWereLeftOut() {
        DataSet damaged = new FakeDataSet(
                new FakeSplit(400, 2, 1, Set.of(7, 8, 9)), Optional.empty(), new FakeSplit(50, 2, 1, Set.of(1, 2, 3)));
        List<TrainerEvent> events = new ArrayList<>();

        new Training(
                        ScriptedEngine.withLoss(step -> 1),
                        name -> damaged,
                        CheckpointSettings.NONE,
                        events::add,
                        NanoClock.SYSTEM)
                .run(Jobs.job("fake", 2, 16, Jobs.recipe(1, 32), 200, 1), new StopSignal());

        String named = result(events).provenance().get("dataset.corruptImages.first");
        assertThat(result(events).provenance()).containsEntry("dataset.corruptImages", "6");
        assertThat(named.split("; ", -1)).hasSize(5).allMatch(complaint -> complaint.endsWith("it is damaged"));
        assertThat(named).contains("image-7.png", "image-8.png", "image-9.png", "image-1.png", "image-2.png");
    }

    @Test
    void theResultSaysWhereDataAreNotThosePublishedUnderTheirName() {
        StoredSplit split = new StoredSplit(1, 28, new byte[300 * 28 * 28], new byte[300]);
        DataSet own = StoredDataSet.of(BuiltInDataSets.FASHION_MNIST, split, split);
        List<TrainerEvent> events = new ArrayList<>();

        new Training(
                        ScriptedEngine.withLoss(step -> 1),
                        name -> own,
                        CheckpointSettings.NONE,
                        events::add,
                        NanoClock.SYSTEM)
                .run(Jobs.job("fashion-mnist", 10, 16, Jobs.recipe(1, 32), 64, 1), new StopSignal());

        assertThat(result(events).provenance()).containsEntry("dataset.published", "no");
    }

    @Test
    void whereNoImageIsCorruptNoneIsNamed() {
        TrialResult result = result(train(ScriptedEngine.withLoss(step -> 1), Jobs.shapes(1, 64, 9)));

        assertThat(result.provenance())
                .containsEntry("dataset.corruptImages", "0")
                .doesNotContainKey("dataset.corruptImages.first");
    }

    private static void assertMismatch(TrainingEngine engine, TrainingJob job, String who) {
        assertThatExceptionOfType(TrainingException.class)
                .isThrownBy(() -> train(engine, job))
                .withMessageContaining(who)
                .satisfies(exception -> assertThat(exception.code()).isEqualTo(ErrorCode.NETWORK_MISMATCH));
    }

    private static List<TrainerEvent> train(TrainingEngine engine, TrainingJob job) {
        AtomicLong now = new AtomicLong();
        List<TrainerEvent> events = new ArrayList<>();
        new Training(engine, name -> new Shapes(), CheckpointSettings.NONE, events::add, () -> now.addAndGet(TICK))
                .run(job, new StopSignal());
        return events;
    }

    private static List<EpochMetrics> epochs(List<TrainerEvent> events) {
        return events.stream()
                .filter(TrainerEvent.Epoch.class::isInstance)
                .map(event -> ((TrainerEvent.Epoch) event).metrics())
                .toList();
    }

    private static TrialResult result(List<TrainerEvent> events) {
        return ((TrainerEvent.Done) events.get(events.size() - 1)).result();
    }
}
