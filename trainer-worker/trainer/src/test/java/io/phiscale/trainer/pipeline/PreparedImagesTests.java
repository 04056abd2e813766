package io.phiscale.trainer.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.phiscale.protocol.error.ErrorCode;
import io.phiscale.trainer.error.TrainingException;
import io.phiscale.trainer.fake.FakeSplit;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PreparedImagesTests {
    private static final ImageSize SIZE = new ImageSize(1, 8);
    private static final long PLENTY = 1 << 20;

    @Test
    void imagesKeepTheOrderOfTheSelection() {
        PreparedImages images =
                PreparedImages.of(new Selection.Subset(new FakeSplit(50), new int[] {7, 3, 40}), SIZE, PLENTY);

        assertThat(images.size()).isEqualTo(3);
        assertThat(images.index(2)).isEqualTo(40);
        assertThat(images.label(1)).isEqualTo(1);
        assertThat(images.pixels(0)).hasSize(64).containsOnly((byte) 7);
    }

    @Test
    void withoutRoomToKeepThemImagesAreReadAnew() {
        Selection.Subset subset = all(new FakeSplit(50));
        PreparedImages kept = PreparedImages.of(subset, SIZE, 50 * 64);
        PreparedImages readAnew = PreparedImages.of(subset, SIZE, 50 * 64 - 1);

        assertThat(kept.keptBytes()).isEqualTo(50 * 64);
        assertThat(readAnew.keptBytes()).isZero();
        assertThat(kept.pixels(20)).isSameAs(kept.pixels(20)).isEqualTo(readAnew.pixels(20));
        assertThat(readAnew.pixels(20)).isNotSameAs(readAnew.pixels(20));
    }

    @Test
    void corruptImagesAreLeftOutAndCounted() {
        PreparedImages images = PreparedImages.of(all(split(50, 1, 10)), SIZE, PLENTY);

        assertThat(images.corrupt()).isEqualTo(10);
        assertThat(images.size()).isEqualTo(40);
        assertThat(images.index(1)).isEqualTo(11);
        assertThat(images.pixels(1)).containsOnly((byte) 11);
    }

    @Test
    void moreThanTenCorruptImagesAreTooManyInASmallSet() {
        assertThatExceptionOfType(TrainingException.class)
                .isThrownBy(() -> PreparedImages.of(all(split(50, 1, 11)), SIZE, PLENTY))
                .withMessageContainingAll("11 of 50 images are corrupt", "image-1.png", "image-5.png")
                .satisfies(exception -> assertThat(exception.code()).isEqualTo(ErrorCode.DATA_UNREADABLE));
    }

    @Test
    void inALargeSetOneInAHundredMayBe() {
        assertThat(PreparedImages.of(all(split(2_000, 0, 19)), SIZE, PLENTY).corrupt())
                .isEqualTo(20);
        assertThatExceptionOfType(TrainingException.class)
                .isThrownBy(() -> PreparedImages.of(all(split(2_000, 0, 20)), SIZE, PLENTY));
    }

    @Test
    void aSetWithoutAnyImageThatCanBeReadIsRefused() {
        assertThatExceptionOfType(TrainingException.class)
                .isThrownBy(() -> PreparedImages.of(all(split(3, 0, 2)), SIZE, PLENTY))
                .withMessageContaining("3 of 3");
    }

    private static FakeSplit split(int size, int firstCorrupt, int lastCorrupt) {
        Set<Integer> corrupt =
                IntStream.rangeClosed(firstCorrupt, lastCorrupt).boxed().collect(Collectors.toSet());
        return new FakeSplit(size, 2, 1, corrupt);
    }

    private static Selection.Subset all(FakeSplit split) {
        return new Selection.Subset(split, IntStream.range(0, split.size()).toArray());
    }
}
