package io.phiscale.trainer.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.phiscale.trainer.dataset.ImageReader;
import io.phiscale.trainer.dataset.Split;
import io.phiscale.trainer.dataset.StoredSplit;
import io.phiscale.trainer.fake.FakeSplit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NormalizationTests {
    @Test
    void eachChannelHasItsOwnMeanAndDeviation() {
        // Two images of one pixel: the first channel is 10 and 30, the second 200 and 200.
        Normalization normalization = of(2, (byte) 10, (byte) 200, (byte) 30, (byte) 200);

        assertThat(normalization.of(0, (byte) 10)).isEqualTo(-1);
        assertThat(normalization.of(0, (byte) 20)).isZero();
        assertThat(normalization.of(0, (byte) 30)).isEqualTo(1);
    }

    @Test
    void aChannelThatNeverChangesBecomesZeroInsteadOfNotANumber() {
        assertThat(of(1, (byte) 7, (byte) 7).of(0, (byte) 7)).isZero();
    }

    @Test
    void levelsAboveHalfAreNotNegative() {
        assertThat(of(1, (byte) 0, (byte) 255).of(0, (byte) 255)).isEqualTo(1, within(1e-6f));
    }

    @Test
    void imagesThatAreNotKeptAreReadJustOnceBeforeTheFirstEpoch() {
        AtomicInteger reads = new AtomicInteger();
        FakeSplit images = new FakeSplit(100);
        Split counted = new Split() {
            @Override
            public int size() {
                return images.size();
            }

            @Override
            public int label(int index) {
                return images.label(index);
            }

            @Override
            public ImageReader at(int resolution) {
                return index -> {
                    reads.incrementAndGet();
                    return images.at(resolution).read(index);
                };
            }
        };
        Selection.Subset all =
                new Selection.Subset(counted, IntStream.range(0, 100).toArray());
        ImageSize size = new ImageSize(1, 8);

        Normalization.of(PreparedImages.of(all, size, 0), size);

        assertThat(reads).hasValue(100);
    }

    private static Normalization of(int channels, byte... pixels) {
        int images = pixels.length / channels;
        StoredSplit split = new StoredSplit(channels, 1, pixels, new byte[images]);
        ImageSize size = new ImageSize(channels, 1);
        int[] indices = IntStream.range(0, images).toArray();
        return Normalization.of(PreparedImages.of(new Selection.Subset(split, indices), size, 1_000), size);
    }
}
