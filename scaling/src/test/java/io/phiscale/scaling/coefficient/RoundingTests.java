package io.phiscale.scaling.coefficient;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RoundingTests {
    private final Rounding official = Rounding.OFFICIAL;

    @Test
    void channelsGoToTheNearestMultipleOfEight() {
        assertThat(official.channels(32, 1.1)).isEqualTo(32);
        assertThat(official.channels(40, 1.1)).isEqualTo(48);
        assertThat(official.channels(24, 1.5))
                .as("half rounds up: 36 is between 32 and 40")
                .isEqualTo(40);
    }

    @Test
    void channelsNeverLoseMoreThanATenth() {
        assertThat(official.channels(10, 1.1))
                .as("8 would be less than nine tenths of 11")
                .isEqualTo(16);
    }

    @Test
    void channelsAreNeverFewerThanTheDivisor() {
        assertThat(official.channels(2, 1.5)).isEqualTo(8);
    }

    @Test
    void aWidthOfOneChangesNothing() {
        assertThat(official.channels(13, 1)).isEqualTo(13);
    }

    @Test
    void whatIsTooLargeStaysTooLarge() {
        assertThat(Rounding.OFFICIAL.channels(65_536, 65_536)).isGreaterThan(65_536);
        assertThat(Rounding.OFFICIAL.resolution(4_096, 1e9)).isGreaterThan(4_096);
    }

    @Test
    void layersRoundUp() {
        assertThat(official.layers(2, 1.2)).isEqualTo(3);
        assertThat(official.layers(5, 1.4))
                .as("5 · 1.4 is 7, whatever binary fractions say")
                .isEqualTo(7);
    }

    @Test
    void resolutionsGoToTheNearestPixelThenToTheNearestMultiple() {
        assertThat(official.resolution(224, 1.15)).isEqualTo(258);
        assertThat(Rounding.withResolutionMultiple(16).resolution(224, 1.15)).isEqualTo(256);
        assertThat(Rounding.withResolutionMultiple(16).resolution(24, 1))
                .as("half rounds up")
                .isEqualTo(32);
    }
}
