package io.phiscale.trainer.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import org.junit.jupiter.api.Test;

class SquarePixelsTests {
    @Test
    void theSquareInTheMiddleIsKept() {
        BufferedImage wide = new BufferedImage(4, 2, BufferedImage.TYPE_INT_RGB);
        wide.setRGB(0, 0, 0xffffff);
        wide.setRGB(1, 0, 0x102030);
        wide.setRGB(2, 1, 0x405060);

        SquarePixels pixels = SquarePixels.of(wide, 3);

        assertThat(pixels.size()).isEqualTo(2);
        assertThat(pixels.bytes()).containsExactly(0x10, 0, 0, 0x40, 0x20, 0, 0, 0x50, 0x30, 0, 0, 0x60);
    }

    @Test
    void colourBecomesLuma() {
        BufferedImage image = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB);
        image.setRGB(0, 0, 0x640000 | 0x3200 | 0x0a);

        // 0.299 · 100 + 0.587 · 50 + 0.114 · 10 = 60.39
        assertThat(SquarePixels.of(image, 1).bytes()).containsExactly(60);
    }

    @Test
    void greyIsNotBrightened() {
        BufferedImage image = new BufferedImage(1, 1, BufferedImage.TYPE_BYTE_GRAY);
        image.getRaster().setSample(0, 0, 0, 100);

        assertThat(SquarePixels.of(image, 1).bytes()).containsExactly(100);
        assertThat(SquarePixels.of(image, 3).bytes()).containsExactly(100, 100, 100);
    }

    @Test
    void deepGreyKeepsItsUpperBits() {
        BufferedImage image = new BufferedImage(1, 1, BufferedImage.TYPE_USHORT_GRAY);
        image.getRaster().setSample(0, 0, 0, 100 << 8 | 77);

        assertThat(SquarePixels.of(image, 1).bytes()).containsExactly(100);
    }
}
