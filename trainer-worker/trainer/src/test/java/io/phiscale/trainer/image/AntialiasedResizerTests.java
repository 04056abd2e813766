package io.phiscale.trainer.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.phiscale.trainer.random.SeededRandom;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AntialiasedResizerTests {
    @Test
    void shrinkingByTwoWeighsThreePixelsAtTheEdge() {
        // Support 2 around 1.0 and 3.0: weights 0.75, 0.75, 0.25 (over 1.75), and the same from the other side.
        byte[] columns = {70, 0, 0, 0, 70, 0, 0, 0, 70, 0, 0, 0, 70, 0, 0, 0};

        assertThat(new AntialiasedResizer(4, 2).resize(columns, 1)).containsExactly(30, 0, 30, 0);
        assertThat(new AntialiasedResizer(4, 2).resize(transposed(columns, 4), 1))
                .containsExactly(30, 30, 0, 0);
    }

    @Test
    void insideAnImageShrinkingByTwoWeighsFourPixels() {
        // Around 3.0 and 5.0 with support 2: the fourth pixel's weights are 0.75 and 0.25, over 2.
        byte[] row = {0, 0, 0, 80, 0, 0, 0, 0};
        byte[] image = new byte[64];
        IntStream.range(0, 64).forEach(i -> image[i] = row[i % 8]);

        assertThat(Arrays.copyOf(new AntialiasedResizer(8, 4).resize(image, 1), 4))
                .containsExactly(0, 30, 10, 0);
    }

    @Test
    void growingByTwoIsBilinear() {
        // Pixel centres fall at 0.25 and 0.75 of the way between two pixels; edges are repeated.
        byte[] image = {0, 100, 0, 100};

        assertThat(Arrays.copyOf(new AntialiasedResizer(2, 4).resize(image, 1), 4))
                .containsExactly(0, 25, 75, 100);
    }

    @ParameterizedTest
    @CsvSource({"28,32", "28,14", "28,31", "28,8", "224,37", "8,224", "3,2"})
    void aConstantImageStaysConstant(int from, int to) {
        byte[] image = new byte[from * from];
        Arrays.fill(image, (byte) 201);

        assertThat(new AntialiasedResizer(from, to).resize(image, 1))
                .hasSize(to * to)
                .containsOnly((byte) 201);
    }

    @ParameterizedTest
    @CsvSource({"64,32", "64,24", "28,32", "64,9"})
    void theMeanIsKept(int from, int to) {
        SeededRandom random = new SeededRandom(from, to);
        byte[] image = new byte[from * from];
        IntStream.range(0, image.length).forEach(i -> image[i] = (byte) random.nextInt(256));

        byte[] resized = new AntialiasedResizer(from, to).resize(image, 1);

        assertThat(mean(resized)).isEqualTo(mean(image), within(2.5));
    }

    @Test
    void aFinePatternBecomesGreyInsteadOfACoarseOne() {
        byte[] stripes = new byte[64 * 64];
        IntStream.range(0, stripes.length).forEach(i -> stripes[i] = (byte) (i % 2 == 0 ? 0 : 200));

        byte[] resized = new AntialiasedResizer(64, 16).resize(stripes, 1);

        assertThat(IntStream.range(0, resized.length).map(i -> resized[i] & 0xff))
                .allMatch(grey -> grey > 80 && grey < 120);
    }

    @Test
    void channelsDoNotMix() {
        byte[] image = new byte[2 * 16];
        Arrays.fill(image, 16, 32, (byte) 255);

        byte[] resized = new AntialiasedResizer(4, 3).resize(image, 2);

        assertThat(Arrays.copyOf(resized, 9)).containsOnly((byte) 0);
        assertThat(Arrays.copyOfRange(resized, 9, 18)).containsOnly((byte) 255);
    }

    private static byte[] transposed(byte[] image, int size) {
        byte[] transposed = new byte[image.length];
        IntStream.range(0, image.length).forEach(i -> transposed[i % size * size + i / size] = image[i]);
        return transposed;
    }

    private static double mean(byte[] image) {
        return IntStream.range(0, image.length)
                .map(i -> image[i] & 0xff)
                .average()
                .orElseThrow();
    }
}
