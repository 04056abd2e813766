package io.phiscale.trainer.dataset.folder;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CentreSquareTests {
    @Test
    void imagesOfUsualSizesAreReadWhole() {
        assertThat(new CentreSquare(2_048, 1_536, 8).step()).isEqualTo(1);
        assertThat(new CentreSquare(30_000, 2_048, 8).step()).isEqualTo(1);
    }

    @Test
    void ofFarLargerOnesEveryFewPixelsOneIsRead() {
        assertThat(new CentreSquare(8_000, 6_000, 224).step()).isEqualTo(3);
        assertThat(new CentreSquare(8_000, 6_000, 224).decoded()).isEqualTo(2_000);
    }

    @Test
    void atLeastTwicePixelsAreLeftOfWhatIsWanted() {
        assertThat(new CentreSquare(8_000, 6_000, 1_499).decoded()).isEqualTo(3_000);
        assertThat(new CentreSquare(8_000, 6_000, 1_501).decoded()).isEqualTo(6_000);
        for (int side = 2_000; side < 10_000; side += 37) {
            for (int wanted = 8; wanted <= 1_024; wanted += 31) {
                assertThat(new CentreSquare(side, side, wanted).decoded())
                        .isGreaterThanOrEqualTo(Math.min(side, 2 * wanted));
            }
        }
    }

    @Test
    void noImageOfAnyAllowedSizeOutgrowsTheDefaultHeapAtAnyResolutionThatSearchesMayAskFor() {
        long setAside = new DecodingMemory((1L << 30) / 4).bytes();
        for (int side = 8; side <= 10_000; side++) {
            assertThat(new CentreSquare(side, side, 1_024).bytes()).isLessThanOrEqualTo(setAside);
        }
    }
}
