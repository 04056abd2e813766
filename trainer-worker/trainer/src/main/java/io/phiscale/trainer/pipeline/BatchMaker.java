package io.phiscale.trainer.pipeline;

import io.phiscale.trainer.engine.Batch;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

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
        IntStream places = IntStream.range(0, count);
        // Decoding is the one thing here that takes long; each image has its own place, so order does not matter.
        (images.kept() ? places : places.parallel()).forEach(place -> {
            int image = order[from + place];
            labels[place] = images.label(image);
            write(images.pixels(image), placement.apply(images.index(image)), numbers, place * size.numbers());
        });
        return new Batch(count, size.channels(), size.resolution(), numbers, labels);
    }

    private void write(byte[] pixels, Placement placement, float[] numbers, int offset) {
        for (int channel = 0; channel < size.channels(); channel++) {
            placement.write(pixels, size, channel, normalization, numbers, offset);
        }
    }
}
