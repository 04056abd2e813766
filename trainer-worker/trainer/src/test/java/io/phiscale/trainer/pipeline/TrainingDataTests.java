package io.phiscale.trainer.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.phiscale.protocol.dataset.DataSelection;
import io.phiscale.protocol.recipe.Augmentation;
import io.phiscale.protocol.recipe.RandAugment;
import io.phiscale.protocol.recipe.Recipe;
import io.phiscale.protocol.trainer.TrainingJob;
import io.phiscale.scaling.architecture.Architecture;
import io.phiscale.scaling.validation.InvalidValueException;
import io.phiscale.trainer.dataset.DataSet;
import io.phiscale.trainer.engine.Batch;
import io.phiscale.trainer.fake.FakeDataSet;
import io.phiscale.trainer.fake.FakeSplit;
import io.phiscale.trainer.fake.Jobs;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrainingDataTests {
    private static final long PLENTY = 1 << 20;

    private final FakeDataSet data = FakeDataSet.of(100, 30);

    @Test
    void aPartialBatchOfTrainingImagesIsDroppedAndAnEpochTakesOthers() {
        try (TrainingData prepared = prepare(data, job(2, 1, 32, 7))) {
            assertThat(prepared.training().size()).isEqualTo(80);
            assertThat(prepared.stepsPerEpoch()).isEqualTo(2);
            List<Batch> first = whole(prepared.trainingBatches(1, 0));
            assertThat(first).hasSize(2).allMatch(batch -> batch.size() == 32);
            assertThat(first.get(0).images())
                    .isNotEqualTo(whole(prepared.trainingBatches(2, 0)).get(0).images());
        }
    }

    @Test
    void anEpochThatGoesOnSeesWhatItHasLeft() {
        try (TrainingData prepared = prepare(data, job(2, 1, 16, 7))) {
            List<Batch> all = whole(prepared.trainingBatches(2, 0));
            List<Batch> left = whole(prepared.trainingBatches(2, 3));

            assertThat(all).hasSize(5);
            assertThat(left).hasSize(2);
            assertThat(left.get(0).images()).isEqualTo(all.get(3).images());
            assertThat(left.get(1).images()).isEqualTo(all.get(4).images());
            assertThat(prepared.trainingBatches(2, 5).hasNext()).isFalse();
        }
    }

    @Test
    void theImagesOfABatchStayInOrderWhenItComesInParts() {
        try (TrainingData whole = prepare(data, job(2, 1, 32, 7));
                TrainingData inParts = prepare(data, inParts(job(2, 1, 32, 7), 3))) {
            Iterator<List<Batch>> batches = inParts.trainingBatches(1, 0);
            for (Batch batch : whole(whole.trainingBatches(1, 0))) {
                List<Batch> parts = batches.next();
                assertThat(parts.stream().map(Batch::size)).containsExactly(11, 11, 10);
                assertThat(parts.stream()
                                .flatMap(part -> IntStream.of(part.labels()).boxed()))
                        .containsExactlyElementsOf(
                                IntStream.of(batch.labels()).boxed().toList());
                assertThat(parts.get(2).images())
                        .isEqualTo(Arrays.copyOfRange(batch.images(), 22 * 16 * 16, 32 * 16 * 16));
            }
            assertThat(batches.hasNext()).isFalse();
        }
    }

    @Test
    void evaluationTakesNoMoreImagesAtOnceThanTrainingDoes() {
        try (TrainingData prepared = prepare(data, inParts(job(2, 1, 32, 7), 3))) {
            assertThat(all(prepared.evaluationBatches(prepared.test())).stream().map(Batch::size))
                    .containsExactly(11, 11, 8);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 17})
    void aBatchHasOneToAllOfItsImagesParts(int microBatches) {
        assertRefused(
                data,
                inParts(job(2, 1, 16, 7), microBatches),
                "microBatches is %d; allowed: 1 to 16, the batch size".formatted(microBatches));
    }

    @Test
    void evaluationTakesEveryImageInOrder() {
        try (TrainingData prepared = prepare(data, job(2, 1, 16, 7))) {
            List<Batch> batches = all(prepared.evaluationBatches(prepared.test()));

            assertThat(batches.stream().map(Batch::size)).containsExactly(16, 14);
            assertThat(batches.get(1).labels()).containsExactly(0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1);
        }
    }

    @Test
    void theSameSeedGivesTheSameBatches() {
        try (TrainingData one = prepare(data, job(2, 1, 16, 7));
                TrainingData other = prepare(data, job(2, 1, 16, 7));
                TrainingData different = prepare(data, job(2, 1, 16, 8))) {
            float[] images = whole(one.trainingBatches(3, 0)).get(1).images();

            assertThat(whole(other.trainingBatches(3, 0)).get(1).images()).isEqualTo(images);
            assertThat(whole(different.trainingBatches(3, 0)).get(1).images()).isNotEqualTo(images);
        }
    }

    @Test
    void candidatesOfOtherResolutionsSeeTheSameImagesInTheSameOrder() {
        TrainingJob small = job(2, 1, 16, 7);
        TrainingJob large = with(small, small.architecture().at(24));
        try (TrainingData one = prepare(data, small);
                TrainingData other = prepare(data, large)) {
            assertThat(labels(one.trainingBatches(2, 0))).isEqualTo(labels(other.trainingBatches(2, 0)));
        }
    }

    @Test
    void trainingImagesAloneGoThroughRandomOperations() {
        try (TrainingData plain = prepare(data, job(2, 1, 16, 7));
                TrainingData changed = prepare(data, randomly(job(2, 1, 16, 7)))) {
            assertThat(labels(changed.trainingBatches(1, 0))).isEqualTo(labels(plain.trainingBatches(1, 0)));
            assertThat(whole(changed.trainingBatches(1, 0)).get(0).images())
                    .isNotEqualTo(whole(plain.trainingBatches(1, 0)).get(0).images());
            for (PreparedImages images : List.of(changed.validation(), changed.test())) {
                PreparedImages same = images == changed.test() ? plain.test() : plain.validation();
                assertThat(all(changed.evaluationBatches(images)).get(0).images())
                        .isEqualTo(all(plain.evaluationBatches(same)).get(0).images());
            }
        }
    }

    @Test
    void randomOperationsAreTheSameInPartsAndInAnEpochThatGoesOn() {
        try (TrainingData whole = prepare(data, randomly(job(2, 1, 32, 7)));
                TrainingData inParts = prepare(data, randomly(inParts(job(2, 1, 32, 7), 3)))) {
            List<Batch> all = whole(whole.trainingBatches(2, 0));

            assertThat(whole(whole.trainingBatches(2, 1)).get(0).images())
                    .isEqualTo(all.get(1).images());
            assertThat(inParts.trainingBatches(2, 0).next().get(2).images())
                    .isEqualTo(Arrays.copyOfRange(all.get(0).images(), 22 * 16 * 16, 32 * 16 * 16));
        }
    }

    @Test
    void imagesThatAreChangedAreNotPutTogetherByTheDeviceAndOthersAre() {
        TrainingJob job = randomly(job(2, 1, 16, 7));
        try (TrainingData prepared = prepare(data, job);
                // Just enough for those that are only evaluated.
                TrainingData onDevice = TrainingData.prepare(data, job, PLENTY, 50 * 16 * 16)) {
            Batch batch = whole(onDevice.trainingBatches(1, 0)).get(0);

            assertThat(batch.placed()).isEmpty();
            assertThat(batch.images())
                    .isEqualTo(whole(prepared.trainingBatches(1, 0)).get(0).images());
            assertThat(all(onDevice.evaluationBatches(onDevice.test())).get(0).placed())
                    .isPresent();
        }
    }

    private static TrainingJob randomly(TrainingJob job) {
        Recipe recipe = job.recipe();
        Recipe changing = new Recipe(
                recipe.epochs(),
                recipe.batchSize(),
                recipe.optimizer(),
                recipe.schedule(),
                recipe.regularization(),
                new Augmentation(true, 0.05, RandAugment.USUAL));
        return new TrainingJob(
                job.architecture(), changing, job.data(), job.seed(), job.parameters(), job.microBatches());
    }

    @Test
    void memoryDecidesNothingButSpeed() {
        try (TrainingData kept = prepare(data, job(2, 1, 16, 7));
                TrainingData readAnew = TrainingData.prepare(data, job(2, 1, 16, 7), 0, 0)) {
            assertThat(whole(readAnew.trainingBatches(1, 0)).get(0).images())
                    .isEqualTo(whole(kept.trainingBatches(1, 0)).get(0).images());
        }
    }

    @Test
    void aBatchLargerThanTheTrainingImagesIsRefused() {
        assertRefused(data, job(2, 1, 81, 7), "batchSize is 81; allowed: 1 to 80, the number of training images");
    }

    @Test
    void aBatchOfMoreNumbersThanAnArrayHoldsIsRefusedBeforeAnyImageIsRead() {
        FakeDataSet many = FakeDataSet.of(70_000, 10);
        TrainingJob job = job(2, 1, 60_000, 7);

        assertRefused(
                many,
                with(job, job.architecture().at(192)),
                "batchSize is 60000; allowed: 1 to 58254 at resolution 192 with 1 channels and 2 classes");
        assertRefused(
                many,
                with(job, job.architecture().forImages(1, 50_000)),
                "batchSize is 60000; allowed: 1 to 42949 at resolution 16 with 1 channels and 50000 classes");
    }

    @Test
    void corruptImagesMayLeaveTooFewForABatch() {
        DataSet damaged = new FakeDataSet(
                new FakeSplit(100, 2, 1, Set.of(0, 1, 2, 3, 4, 5, 6, 7, 8)), Optional.empty(), new FakeSplit(30));

        assertRefused(damaged, job(2, 1, 80, 7), "batchSize is 80");
    }

    @Test
    void aNetworkWithFewerClassesThanTheDataIsRefused() {
        DataSet three = new FakeDataSet(new FakeSplit(100, 3, 1, Set.of()), Optional.empty(), new FakeSplit(30));

        assertRefused(three, job(2, 1, 8, 7), "classes is 2; allowed: at least 3, which fake has");
    }

    @Test
    void aNetworkForOtherChannelsThanTheImagesHaveIsRefused() {
        assertRefused(data, job(2, 3, 8, 7), "inputChannels is 3; allowed: 1, which the images of fake have");
    }

    private static void assertRefused(DataSet data, TrainingJob job, String message) {
        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() -> prepare(data, job))
                .withMessageContaining(message);
    }

    @Test
    void anEngineThatHasRoomForTheImagesMayPutBatchesTogetherItself() {
        TrainingJob job = job(2, 1, 32, 7);

        try (TrainingData prepared = TrainingData.prepare(data, job, PLENTY, PLENTY);
                TrainingData byNumbers = prepare(data, job);
                TrainingData tooLarge = TrainingData.prepare(data, job, PLENTY, 1_000)) {
            List<Batch> batches = whole(prepared.trainingBatches(1, 0));
            List<Batch> numbers = whole(byNumbers.trainingBatches(1, 0));

            assertThat(batches.get(0).placed()).isPresent();
            assertThat(batches.get(0).images()).isEqualTo(numbers.get(0).images());
            assertThat(batches.get(0).labels()).isEqualTo(numbers.get(0).labels());
            assertThat(batches.get(1).placed().orElseThrow().stored())
                    .isSameAs(batches.get(0).placed().orElseThrow().stored());
            assertThat(prepared.evaluationBatches(prepared.test()).next().placed())
                    .isPresent();
            assertThat(numbers.get(0).placed()).isEmpty();
            assertThat(whole(tooLarge.trainingBatches(1, 0)).get(0).placed()).isEmpty();
        }
    }

    private static TrainingData prepare(DataSet data, TrainingJob job) {
        return TrainingData.prepare(data, job, PLENTY, 0);
    }

    private static TrainingJob job(int classes, int channels, int batchSize, long seed) {
        TrainingJob job = Jobs.job("fake", classes, 16, Jobs.recipe(1, batchSize), 1_000, seed);
        Architecture architecture = job.architecture().forImages(channels, classes);
        DataSelection selection = new DataSelection("fake", 80, 20, 1);
        return new TrainingJob(
                architecture, job.recipe(), selection, seed, architecture.cost().parameters(), 1);
    }

    private static TrainingJob inParts(TrainingJob job, int microBatches) {
        return new TrainingJob(
                job.architecture(), job.recipe(), job.data(), job.seed(), job.parameters(), microBatches);
    }

    private static TrainingJob with(TrainingJob job, Architecture architecture) {
        return new TrainingJob(architecture, job.recipe(), job.data(), job.seed(), job.parameters(), 1);
    }

    /** Batches that come in one part each. */
    private static List<Batch> whole(Iterator<List<Batch>> batches) {
        List<Batch> whole = new ArrayList<>();
        batches.forEachRemaining(parts -> {
            assertThat(parts).hasSize(1);
            whole.addAll(parts);
        });
        return whole;
    }

    private static List<Batch> all(Iterator<Batch> batches) {
        List<Batch> all = new ArrayList<>();
        batches.forEachRemaining(all::add);
        return all;
    }

    private static List<Integer> labels(Iterator<List<Batch>> batches) {
        List<Integer> labels = new ArrayList<>();
        whole(batches).forEach(batch -> {
            for (int label : batch.labels()) {
                labels.add(label);
            }
        });
        return labels;
    }
}
