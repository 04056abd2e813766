package io.phiscale.trainer.measure;

import io.phiscale.scaling.architecture.Architecture;
import io.phiscale.trainer.engine.Batch;
import io.phiscale.trainer.random.SeededRandom;
import java.util.stream.IntStream;

/** Batches of noise with random labels: zeros could take ways through arithmetic that images never take. */
final class RandomImages {
    /** Of even noise with mean 0 and variance 1, as images have once they are normalised. */
    private static final double MOST = Math.sqrt(3);

    private RandomImages() {}

    static Batch batch(Architecture architecture, int size, long seed) {
        SeededRandom random = new SeededRandom(seed);
        int resolution = architecture.resolution();
        int channels = architecture.inputChannels();
        float[] images = new float[Math.multiplyExact(size, channels * resolution * resolution)];
        for (int i = 0; i < images.length; i++) {
            images[i] = (float) random.nextDouble(-MOST, MOST);
        }
        int[] labels = IntStream.range(0, size)
                .map(image -> random.nextInt(architecture.classes()))
                .toArray();
        return new Batch(size, channels, resolution, images, labels);
    }
}
