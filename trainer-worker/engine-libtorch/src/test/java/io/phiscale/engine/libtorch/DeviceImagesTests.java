package io.phiscale.engine.libtorch;

import static org.assertj.core.api.Assertions.assertThat;

import io.phiscale.contract.Samples;
import io.phiscale.engine.libtorch.network.Place;
import io.phiscale.engine.libtorch.network.Scope;
import io.phiscale.protocol.engine.DeviceKind;
import io.phiscale.protocol.engine.Precision;
import io.phiscale.protocol.recipe.Optimizer;
import io.phiscale.protocol.recipe.Regularization;
import io.phiscale.trainer.engine.Batch;
import io.phiscale.trainer.engine.DeviceShare;
import io.phiscale.trainer.engine.NetworkPlan;
import io.phiscale.trainer.engine.PlacedImages;
import io.phiscale.trainer.engine.StoredImages;
import io.phiscale.trainer.engine.TrainableNetwork;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The processor stands for the device: the operations are the same. */
class DeviceImagesTests {
    private static final int IMAGES = 7;
    private static final int RESOLUTION = 5;

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void imagesAreMovedMirroredAndNormalisedThere(int channels) {
        StoredImages stored = stored(channels);
        int[] images = {6, 0, 3, 3, 2};
        int[] moveX = {0, 2, -1, -1, 9};
        int[] moveY = {0, -1, 3, 3, 0};
        int[] mirrored = {0, 0, 0, 1, 1};

        float[] found = batch(stored, new PlacedImages(stored, images, moveX, moveY, mirrored));

        int place = 0;
        for (int image = 0; image < images.length; image++) {
            for (int channel = 0; channel < channels; channel++) {
                for (int y = 0; y < RESOLUTION; y++) {
                    for (int x = 0; x < RESOLUTION; x++) {
                        int fromX = (mirrored[image] == 1 ? RESOLUTION - 1 - x : x) + moveX[image];
                        int level = level(stored, images[image], channel, y + moveY[image], fromX);
                        assertThat(found[place])
                                .as("image %d, channel %d, row %d, column %d", image, channel, y, x)
                                .isEqualTo(stored.normalized()[channel * StoredImages.LEVELS + level]);
                        place++;
                    }
                }
            }
        }
        assertThat(place).isEqualTo(found.length);
    }

    @Test
    void imagesInSeveralChunksLieWhereTheyShould() {
        int resolution = 2_048;
        List<byte[]> pixels = IntStream.range(0, 20)
                .mapToObj(image -> {
                    byte[] bytes = new byte[resolution * resolution];
                    bytes[image] = (byte) (image + 1);
                    return bytes;
                })
                .toList();
        float[] levels = new float[StoredImages.LEVELS];
        IntStream.range(0, levels.length).forEach(level -> levels[level] = level);
        StoredImages stored = new StoredImages(1, resolution, pixels, levels);
        int[] none = new int[2];

        float[] found = batch(stored, new PlacedImages(stored, new int[] {3, 19}, none, none, none));

        assertThat(found[3]).isEqualTo(4);
        assertThat(found[resolution * resolution + 19]).isEqualTo(20);
    }

    @Test
    void aNetworkTrainsTheSameWithImagesThatItKeeps() {
        StoredImages stored = stored(1, Samples.NANO.resolution());
        int[] images = {5, 1, 1, 0};
        int[] none = new int[images.length];
        int[] labels = {3, 0, 9, 1};
        PlacedImages placed = new PlacedImages(stored, images, none, none, none);
        Batch kept = new Batch(placed, labels, () -> {
            throw new AssertionError("the numbers are not to be asked for");
        });
        Batch sent = new Batch(images.length, 1, stored.resolution(), batch(stored, placed), labels);
        NetworkPlan plan = Samples.plan(Optimizer.Kind.SGD, Regularization.DEFAULT, 1);
        LibtorchEngine engine = new LibtorchEngine(DeviceShare.PROCESSOR);

        try (TrainableNetwork one = engine.build(plan);
                TrainableNetwork other = engine.build(plan)) {
            for (int step = 0; step < 3; step++) {
                assertThat(one.step(step, List.of(kept), 0.05)).isEqualTo(other.step(step, List.of(sent), 0.05));
            }
            assertThat(one.logits(kept)).isEqualTo(other.logits(sent));
        }
    }

    private static float[] batch(StoredImages stored, PlacedImages placed) {
        Place place = Place.of(DeviceKind.CPU, Precision.FP32);
        try (DeviceImages images = new DeviceImages(stored, place)) {
            return Scope.withoutGradient(() -> {
                Tensor batch = images.batch(DeviceImages.shown(placed));
                return Tensors.numbers(batch);
            });
        }
    }

    private static int level(StoredImages stored, int image, int channel, int y, int x) {
        boolean inside = y >= 0 && y < RESOLUTION && x >= 0 && x < RESOLUTION;
        return inside ? stored.pixels(image)[(channel * RESOLUTION + y) * RESOLUTION + x] & 0xff : 0;
    }

    private static StoredImages stored(int channels) {
        return stored(channels, RESOLUTION);
    }

    private static StoredImages stored(int channels, int resolution) {
        Random random = new Random(1);
        List<byte[]> pixels = Stream.generate(() -> {
                    byte[] bytes = new byte[channels * resolution * resolution];
                    random.nextBytes(bytes);
                    return bytes;
                })
                .limit(IMAGES)
                .toList();
        float[] normalized = new float[channels * StoredImages.LEVELS];
        IntStream.range(0, normalized.length).forEach(i -> normalized[i] = random.nextFloat());
        return new StoredImages(channels, resolution, pixels, normalized);
    }
}
