package io.phiscale.trainer.dataset.shapes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.phiscale.trainer.dataset.Split;
import io.phiscale.trainer.image.AntialiasedResizer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ShapesTests {
    private final Shapes shapes = new Shapes();

    @Test
    void everyDrawingOfAnImageIsTheSame() {
        assertThat(shapes.training().at(20).read(17))
                .isEqualTo(new Shapes().training().at(20).read(17));
    }

    @Test
    void classesAreEquallyFrequent() {
        int[] counts = new int[4];
        Split training = shapes.training();
        IntStream.range(0, training.size()).forEach(i -> counts[training.label(i)]++);

        assertThat(counts).containsOnly(1_024);
    }

    @Test
    void trainingAndTestImagesDiffer() {
        assertThat(shapes.training().at(16).read(3))
                .isNotEqualTo(shapes.test().at(16).read(3));
    }

    @Test
    void anImageShowsTheSameAtEveryResolution() {
        for (int index = 0; index < 8; index++) {
            byte[] small = shapes.training().at(16).read(index);
            byte[] large = new AntialiasedResizer(64, 16)
                    .resize(shapes.training().at(64).read(index), 1);

            assertThat(meanDifference(small, large)).isLessThan(18);
        }
    }

    @Test
    void aLargerImageIsSharperThanASmallOneBlownUp() {
        byte[] drawn = shapes.training().at(64).read(1);
        byte[] blownUp =
                new AntialiasedResizer(8, 64).resize(shapes.training().at(8).read(1), 1);

        assertThat(steepest(drawn)).isGreaterThan(1.5 * steepest(blownUp));
    }

    @Test
    void aShapeCoversAboutTheAreaThatItShould() {
        long inside = 0;
        for (int y = -200; y < 200; y++) {
            for (int x = -200; x < 200; x++) {
                inside += Shape.DISC.distance(0.01 * x, 0.01 * y) < 0 ? 1 : 0;
            }
        }

        assertThat(inside * 1e-4).isEqualTo(Math.PI, within(0.01));
    }

    private static double meanDifference(byte[] one, byte[] other) {
        return IntStream.range(0, one.length)
                .map(i -> Math.abs((one[i] & 0xff) - (other[i] & 0xff)))
                .average()
                .orElseThrow();
    }

    private static double steepest(byte[] image) {
        return IntStream.range(1, image.length)
                .filter(i -> i % 64 != 0)
                .map(i -> Math.abs((image[i] & 0xff) - (image[i - 1] & 0xff)))
                .max()
                .orElseThrow();
    }
}
