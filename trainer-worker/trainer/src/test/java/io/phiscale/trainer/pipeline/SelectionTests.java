package io.phiscale.trainer.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.phiscale.protocol.dataset.DataSelection;
import io.phiscale.scaling.validation.InvalidValueException;
import io.phiscale.trainer.fake.FakeDataSet;
import io.phiscale.trainer.fake.FakeSplit;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SelectionTests {
    private final FakeDataSet data = FakeDataSet.of(100, 30);

    @Test
    void validationImagesAreHeldOutOfTheTrainingSplit() {
        Selection selection = Selection.of(data, asked(80, 20, 1));

        int[] training = selection.training().indices();
        int[] validation = selection.validation().indices();
        assertThat(training).hasSize(80);
        assertThat(validation).hasSize(20);
        assertThat(IntStream.concat(Arrays.stream(training), Arrays.stream(validation)))
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, 100).boxed().toList());
        assertThat(selection.test().indices())
                .containsExactly(IntStream.range(0, 30).toArray());
    }

    @Test
    void theSplitSeedAloneDecidesWhichOnes() {
        int[] validation = Selection.of(data, asked(50, 20, 1)).validation().indices();

        assertThat(Selection.of(data, asked(10, 20, 1)).validation().indices()).isEqualTo(validation);
        assertThat(Selection.of(data, asked(50, 20, 2)).validation().indices()).isNotEqualTo(validation);
    }

    @Test
    void aSmallerTrainingSubsetIsPartOfALargerOne() {
        int[] small = Selection.of(data, asked(10, 20, 1)).training().indices();
        int[] large = Selection.of(data, asked(50, 20, 1)).training().indices();

        assertThat(small).hasSize(10).isEqualTo(Arrays.copyOf(large, 10));
    }

    @Test
    void aValidationSplitOfTheDataSetsOwnLeavesTheTrainingSplitWhole() {
        FakeDataSet withOwn = new FakeDataSet(new FakeSplit(100), Optional.of(new FakeSplit(15)), new FakeSplit(30));

        Selection selection = Selection.of(withOwn, asked(100, 10, 1));

        assertThat(selection.training().indices()).hasSize(100);
        assertThat(Arrays.stream(selection.validation().indices())).hasSize(10).allMatch(index -> index < 15);
        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() -> Selection.of(withOwn, asked(10, 16, 1)))
                .withMessageContainingAll("dataset.validationImages is 16", "1 to 15");
    }

    @Test
    void holdingOutEverythingIsRefused() {
        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() -> Selection.of(data, asked(10, 100, 1)))
                .withMessageContainingAll(
                        "dataset.validationImages is 100; allowed: 1 to 99, from the training split of fake");
    }

    @Test
    void moreTrainingImagesThanThereAreAreRefusedRatherThanFewerTaken() {
        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() -> Selection.of(data, asked(81, 20, 1)))
                .withMessageContainingAll("dataset.trainingImages is 81; allowed: 1 to 80", "declare its true size");
    }

    private static DataSelection asked(int training, int validation, long seed) {
        return new DataSelection("fake", training, validation, seed);
    }
}
