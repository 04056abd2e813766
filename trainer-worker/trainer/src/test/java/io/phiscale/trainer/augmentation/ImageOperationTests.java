package io.phiscale.trainer.augmentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Against what the Python Imaging Library makes of the same picture; {@code bench/image_operations.py} wrote that down. */
class ImageOperationTests {
    private static final int SIZE = 9;
    private static final int CHANNELS = 3;
    /** That library computes with single precision and cuts off what we round. */
    private static final int TOLERANCE = 1;

    @ParameterizedTest(name = "{0} {1}")
    @CsvFileSource(resources = "/image-operations.csv", maxCharsPerColumn = 10_000)
    void doesWhatItIsKnownToDo(ImageOperation operation, double strength, String numbers) {
        int[] expected =
                Arrays.stream(numbers.split(" ")).mapToInt(Integer::parseInt).toArray();

        Pixels changed = operation.of(picture(CHANNELS), strength);

        assertThat(changed.values()).hasSize(expected.length);
        for (int index = 0; index < expected.length; index++) {
            assertThat(Math.abs(changed.at(index) - expected[index]))
                    .as("number %d: %d, and should be %d", index, changed.at(index), expected[index])
                    .isLessThanOrEqualTo(TOLERANCE);
        }
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"AUTO_CONTRAST", "EQUALIZE"})
    void withoutStrengthNothingChanges(ImageOperation operation) {
        assertThat(operation.of(picture(CHANNELS), 0).values())
                .isEqualTo(picture(CHANNELS).values());
    }

    @ParameterizedTest
    @EnumSource
    void anyNumberOfChannelsAndAnyStrengthWillDo(ImageOperation operation) {
        for (int channels : List.of(1, 2, 3, 5)) {
            for (double strength : List.of(-1.0, -0.1, 1.0)) {
                Pixels picture = picture(channels);
                byte[] before = picture.values().clone();

                assertThat(operation.of(picture, strength).values()).hasSize(before.length);
                assertThat(picture.values()).isEqualTo(before);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void somethingIsLeftOfAnImageHoweverStrongTheOperation(ImageOperation operation) {
        for (double strength : List.of(-1.0, 1.0)) {
            byte[] changed = operation.of(picture(CHANNELS), strength).values();

            assertThat(IntStream.range(0, changed.length).map(i -> changed[i]).distinct())
                    .hasSizeGreaterThan(5);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"IDENTITY", "AUTO_CONTRAST", "EQUALIZE", "COLOUR", "CONTRAST", "SHARPNESS"})
    void anImageOfOneToneHasNothingToChange(ImageOperation operation) {
        Pixels flat = picture(CHANNELS).with(index -> 90);

        assertThat(operation.of(flat, 0.3).values()).isEqualTo(flat.values());
    }

    @Test
    void anImageOfOneChannelHasNoColours() {
        assertThat(ImageOperation.COLOUR.of(picture(1), 1).values())
                .isEqualTo(picture(1).values());
    }

    /** As that script draws it. */
    static Pixels picture(int channels) {
        return new Pixels(new byte[channels * SIZE * SIZE], channels, SIZE).with(index -> {
            int channel = index / (SIZE * SIZE);
            int y = index % (SIZE * SIZE) / SIZE;
            int x = index % SIZE;
            int patch = 40 * ((x / 3 + y / 4) % 2) * channel;
            return (17 * x + 29 * y * (channel + 1) + patch + 11 * channel) % 200 + 20;
        });
    }
}
