package io.phiscale.trainer.measure;

import io.phiscale.scaling.architecture.Architecture;
import io.phiscale.trainer.engine.Batch;
import io.phiscale.trainer.engine.PlacedImages;
import io.phiscale.trainer.engine.StoredImages;
import io.phiscale.trainer.random.SeededRandom;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Noise with random labels: zeros could take ways through arithmetic that images never take. */
final class RandomImages {
    /** Of even noise with mean 0 and variance 1, as images have once they are normalised. */
    private static final double MOST = Math.sqrt(3);

    private final StoredImages images;
    private final int[] labels;

    RandomImages(Architecture architecture, int count, long seed) {
        SeededRandom random = new SeededRandom(seed);
        int channels = architecture.inputChannels();
        int resolution = architecture.resolution();
        List<byte[]> pixels = IntStream.range(0, count)
                .mapToObj(image -> noise(Math.multiplyExact(channels, resolution * resolution), random))
                .toList();
        images = new StoredImages(channels, resolution, pixels, normalized(channels));
        labels = IntStream.range(0, count)
                .map(image -> random.nextInt(architecture.classes()))
                .toArray();
    }

    private static byte[] noise(int size, SeededRandom random) {
        byte[] levels = new byte[size];
        for (int i = 0; i < size; i++) {
            levels[i] = (byte) random.nextInt(StoredImages.LEVELS);
        }
        return levels;
    }

    private static float[] normalized(int channels) {
        float[] numbers = new float[channels * StoredImages.LEVELS];
        for (int i = 0; i < numbers.length; i++) {
            double between = i % StoredImages.LEVELS / (StoredImages.LEVELS - 1.0);
            numbers[i] = (float) (MOST * (2 * between - 1));
        }
        return numbers;
    }

    long bytes() {
        return (long) images.size() * images.pixels(0).length;
    }

    /** Some of them, as numbers. */
    Batch numbers(int first, int size) {
        return new Batch(size, images.channels(), images.resolution(), numbersOf(first, size), labels(first, size));
    }

    /** The same, for an engine that keeps them where it computes. */
    Batch placed(int first, int size) {
        int[] which = IntStream.range(first, first + size).toArray();
        int[] none = new int[size];
        return new Batch(
                new PlacedImages(images, which, none, none, none), labels(first, size), () -> numbersOf(first, size));
    }

    private int[] labels(int first, int size) {
        return Arrays.copyOfRange(labels, first, first + size);
    }

    private float[] numbersOf(int first, int size) {
        float[] normalized = images.normalized();
        int area = images.resolution() * images.resolution();
        int length = images.channels() * area;
        float[] numbers = new float[Math.multiplyExact(size, length)];
        for (int i = 0; i < numbers.length; i++) {
            int level = Byte.toUnsignedInt(images.pixels(first + i / length)[i % length]);
            numbers[i] = normalized[i % length / area * StoredImages.LEVELS + level];
        }
        return numbers;
    }
}
