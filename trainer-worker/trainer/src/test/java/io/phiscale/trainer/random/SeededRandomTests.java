package io.phiscale.trainer.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SeededRandomTests {
    @Test
    void aKeyAlwaysGivesTheSameNumbers() {
        // Pinned: results on record were made with these.
        SeededRandom random = new SeededRandom(1, 2, 3);

        assertThat(random.nextLong()).isEqualTo(new SeededRandom(1, 2, 3).nextLong());
        assertThat(new SeededRandom(7).permutation(8)).containsExactly(6, 2, 5, 1, 4, 7, 0, 3);
    }

    @Test
    void theOrderOfAKeysPartsMatters() {
        assertThat(new SeededRandom(1, 2).nextLong()).isNotEqualTo(new SeededRandom(2, 1).nextLong());
        assertThat(new SeededRandom(0).nextLong()).isNotEqualTo(new SeededRandom(0, 0).nextLong());
    }

    @Test
    void everyBoundedNumberIsAsLikelyAsAnyOther() {
        SeededRandom random = new SeededRandom(1);
        int[] counts = new int[5];
        IntStream.range(0, 50_000).forEach(i -> counts[random.nextInt(5)]++);

        assertThat(Arrays.stream(counts)).allSatisfy(count -> assertThat(count).isBetween(9_700, 10_300));
    }

    @Test
    void fractionsFillTheirRange() {
        SeededRandom random = new SeededRandom(1);
        double[] numbers = IntStream.range(0, 10_000)
                .mapToDouble(i -> random.nextDouble(2, 4))
                .toArray();

        assertThat(Arrays.stream(numbers)).allMatch(number -> number >= 2 && number < 4);
        assertThat(Arrays.stream(numbers).average().orElseThrow()).isEqualTo(3, within(0.02));
    }

    @Test
    void aPermutationHoldsEveryNumberOnce() {
        int[] order = new SeededRandom(5).permutation(1_000);

        assertThat(order).isNotEqualTo(IntStream.range(0, 1_000).toArray());
        assertThat(Arrays.stream(order).sorted())
                .containsExactlyElementsOf(IntStream.range(0, 1_000).boxed().toList());
    }

    @Test
    void generatorsWithNeighbouringKeysAreUnrelated() {
        long ups = IntStream.range(0, 10_000)
                .filter(i -> new SeededRandom(1, i).nextInt(2) == 1)
                .count();

        assertThat(ups).isBetween(4_800L, 5_200L);
    }
}
