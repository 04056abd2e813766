package io.phiscale.trainer.pipeline;

import io.phiscale.trainer.engine.Batch;
import java.util.function.IntFunction;

/** Puts images together as an engine takes them. Thread-safe; what comes out depends on the arguments alone. */
final class BatchMaker {
    private final PreparedImages images;
    private final ImageSize size;
    private final Normalization normalization;

    BatchMaker(PreparedImages images, ImageSize size, Normalization normalization) {
        this.images = images;
        this.size = size;
        this.normalization = normalization;
    }

    /**
     * @param order numbers of images, of which those from {@code from} to {@code to - 1} are taken
     * @param placement of an image by its index in the split
     */
    Batch make(int[] order, int from, int to, IntFunction<Placement> placement) {
        int count = to - from;
        float[] numbers = new float[count * size.numbers()];
        int[] labels = new int[count];
        for (int i = 0; i < count; i++) {
            int image = order[from + i];
            byte[] pixels = images.pixels(image);
            Placement place = placement.apply(images.index(image));
            for (int channel = 0; channel < size.channels(); channel++) {
                place.write(pixels, size, channel, normalization, numbers, i * size.numbers());
            }
            labels[i] = images.label(image);
        }
        return new Batch(count, size.channels(), size.resolution(), numbers, labels);
    }
}
