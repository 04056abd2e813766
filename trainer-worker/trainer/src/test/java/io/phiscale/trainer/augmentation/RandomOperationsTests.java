package io.phiscale.trainer.augmentation;

import static org.assertj.core.api.Assertions.assertThat;

import io.phiscale.protocol.recipe.RandAugment;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RandomOperationsTests {
    private final Pixels picture = ImageOperationTests.picture(3);

    @Test
    void whatIsDoneDependsOnSeedEpochAndIndexAlone() {
        byte[] changed = changed(RandAugment.USUAL, 1, 2, 3);

        assertThat(changed(RandAugment.USUAL, 1, 2, 3)).isEqualTo(changed);
        assertThat(distinct(i -> changed(RandAugment.USUAL, 1, 2, i))).isGreaterThan(20);
        assertThat(distinct(i -> changed(RandAugment.USUAL, 1, i, 3))).isGreaterThan(20);
        assertThat(distinct(i -> changed(RandAugment.USUAL, i, 2, 3))).isGreaterThan(20);
    }

    @Test
    void noneChangesNothing() {
        assertThat(changed(RandAugment.NONE, 1, 2, 3)).isEqualTo(picture.values());
    }

    @Test
    void imagesChangeMoreWithTheMagnitudeAndWithEachOperation() {
        double little = meanChange(new RandAugment(2, 5));

        assertThat(meanChange(new RandAugment(2, 20))).isGreaterThan(1.2 * little);
        assertThat(meanChange(new RandAugment(4, 5))).isGreaterThan(1.2 * little);
    }

    /** All of them are drawn: 14 operations of two directions, of which some have none. */
    private static long distinct(java.util.function.IntFunction<byte[]> maker) {
        return IntStream.range(0, 200)
                .mapToObj(maker)
                .map(java.nio.ByteBuffer::wrap)
                .distinct()
                .count();
    }

    private double meanChange(RandAugment policy) {
        return IntStream.range(0, 300)
                .mapToDouble(index -> difference(changed(policy, 1, 1, index)))
                .average()
                .orElseThrow();
    }

    private double difference(byte[] changed) {
        return IntStream.range(0, changed.length)
                .map(i -> Math.abs((changed[i] & 255) - picture.at(i)))
                .average()
                .orElseThrow();
    }

    private byte[] changed(RandAugment policy, long seed, int epoch, int index) {
        return RandomOperations.of(policy, picture, seed, epoch, index).values();
    }
}
