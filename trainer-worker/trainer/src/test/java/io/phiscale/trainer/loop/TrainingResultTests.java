package io.phiscale.trainer.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.phiscale.protocol.dataset.BuiltInDataSets;
import io.phiscale.protocol.trainer.TrainerEvent;
import io.phiscale.protocol.trainer.TrainingJob;
import io.phiscale.protocol.trainer.TrialResult;
import io.phiscale.trainer.checkpoint.CheckpointSettings;
import io.phiscale.trainer.dataset.DataSet;
import io.phiscale.trainer.dataset.StoredDataSet;
import io.phiscale.trainer.dataset.StoredSplit;
import io.phiscale.trainer.dataset.shapes.Shapes;
import io.phiscale.trainer.fake.FakeDataSet;
import io.phiscale.trainer.fake.FakeSplit;
import io.phiscale.trainer.fake.Jobs;
import io.phiscale.trainer.fake.ScriptedEngine;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** What a result says beside the accuracies. */
class TrainingResultTests {
    @Test
    void theResultSaysWhichShareOfTheTimeWentByWaitingForData() {
        // Asked for data, data there, step done: one tick is waited and one is not.
        assertThat(trainedByATickingClock().waitingShare()).isEqualTo(0.5);
    }

    @Test
    void theResultSaysHowLongAForwardPassTakesForEachImage() {
        // A batch of 32 takes a tick: the 1 024 test images fill theirs, and the 200 validation images do not.
        assertThat(trainedByATickingClock().latency()).isEqualTo(Trained.TICK / 1e9 / 32, within(1e-12));
    }

    /** One epoch; each look at the clock is a tick later than the one before. */
    private static TrialResult trainedByATickingClock() {
        AtomicLong now = new AtomicLong();
        List<TrainerEvent> events = new ArrayList<>();
        new Training(
                        ScriptedEngine.withLoss(step -> 1),
                        name -> new Shapes(),
                        CheckpointSettings.NONE,
                        events::add,
                        () -> now.addAndGet(Trained.TICK))
                .run(Jobs.shapes(1, 64, 1), new StopSignal());
        return Trained.result(events);
    }

    @Test
    void theResultSaysWhatTrainedItWithWhichData() {
        TrialResult result = Trained.result(Trained.train(ScriptedEngine.withLoss(step -> 1), Jobs.shapes(1, 64, 9)));

        assertThat(result.provenance())
                .containsEntry("engine", "scripted")
                .containsEntry("device", "none")
                .containsEntry("steps", "2")
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

        TrialResult result = Trained.result(Trained.train(engine, inParts));

        assertThat(engine.stepped()).containsExactly(List.of(11, 11, 10), List.of(11, 11, 10));
        assertThat(result.provenance())
                .containsEntry("microBatches", "3")
                .containsEntry("microBatches.batchNorm", "over parts of 11 images at most");
        assertThat(Trained.result(Trained.train(engine, job)).provenance())
                .containsEntry("microBatches", "1")
                .doesNotContainKey("microBatches.batchNorm");
    }

    @Test
    void theResultNamesTheFirstFewImagesThatWereLeftOut() {
        DataSet damaged = new FakeDataSet(
                new FakeSplit(400, 2, 1, Set.of(7, 8, 9)), Optional.empty(), new FakeSplit(50, 2, 1, Set.of(1, 2, 3)));

        TrialResult result = Trained.resultWith(damaged, Jobs.job("fake", 2, 16, Jobs.recipe(1, 32), 200, 1));

        String named = result.provenance().get("dataset.corruptImages.first");
        assertThat(result.provenance()).containsEntry("dataset.corruptImages", "6");
        assertThat(named.split("; ", -1)).hasSize(5).allMatch(complaint -> complaint.endsWith("it is damaged"));
        assertThat(named).contains("image-7.png", "image-8.png", "image-9.png", "image-1.png", "image-2.png");
    }

    @Test
    void theResultSaysWhereDataAreNotThosePublishedUnderTheirName() {
        StoredSplit split = new StoredSplit(1, 28, new byte[300 * 28 * 28], new byte[300]);
        DataSet own = StoredDataSet.of(BuiltInDataSets.FASHION_MNIST, split, split);

        TrialResult result = Trained.resultWith(own, Jobs.job("fashion-mnist", 10, 16, Jobs.recipe(1, 32), 64, 1));

        assertThat(result.provenance()).containsEntry("dataset.published", "no");
    }

    @Test
    void whereNoImageIsCorruptNoneIsNamed() {
        TrialResult result = Trained.result(Trained.train(ScriptedEngine.withLoss(step -> 1), Jobs.shapes(1, 64, 9)));

        assertThat(result.provenance())
                .containsEntry("dataset.corruptImages", "0")
                .doesNotContainKey("dataset.corruptImages.first");
    }
}
