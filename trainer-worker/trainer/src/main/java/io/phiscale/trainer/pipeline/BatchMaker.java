package io.phiscale.trainer.pipeline;

import io.phiscale.trainer.engine.Batch;
import io.phiscale.trainer.engine.PlacedImages;
import io.phiscale.trainer.engine.StoredImages;
import java.util.Arrays;
import java.util.function.IntFunction;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Puts images together as an engine takes them. Thread-safe; what comes out depends on the arguments alone. */
final class BatchMaker {
    private final PreparedImages images;
    private final ImageSize size;
    private final Normalization normalization;
    private final @Nullable StoredImages stored;

    /** @param onDevice whether the engine puts batches together itself, from images that it keeps */
    BatchMaker(PreparedImages images, ImageSize size, Normalization normalization, boolean onDevice) {
        this.images = images;
        this.size = size;
        this.normalization = normalization;
        this.stored = onDevice ? images.stored(size, normalization) : null;
    }

    /**
     * @param order numbers of images, of which those from {@code from} to {@code to - 1} are taken
     * @param placement of an image by its index in the split
     */
    Batch make(int[] order, int from, int to, IntFunction<Placement> placement) {
        int[] chosen = Arrays.copyOfRange(order, from, to);
        int[] labels = Arrays.stream(chosen).map(images::label).toArray();
        Placement[] placements =
                Arrays.stream(chosen).map(images::index).mapToObj(placement).toArray(Placement[]::new);
        return stored == null
                ? new Batch(chosen.length, size.channels(), size.resolution(), numbers(chosen, placements), labels)
                : new Batch(placed(stored, chosen, placements), labels, () -> numbers(chosen, placements));
    }

    private static PlacedImages placed(StoredImages stored, int[] chosen, Placement[] placements) {
        return new PlacedImages(
                stored,
                chosen,
                each(placements, Placement::moveX),
                each(placements, Placement::moveY),
                each(placements, placement -> placement.mirrored() ? 1 : 0));
    }

    private static int[] each(Placement[] placements, ToIntFunction<Placement> what) {
        return Stream.of(placements).mapToInt(what).toArray();
    }

    private float[] numbers(int[] chosen, Placement[] placements) {
        float[] numbers = new float[chosen.length * size.numbers()];
        IntStream places = IntStream.range(0, chosen.length);
        // Decoding is the one thing here that takes long; each image has its own place, so order does not matter.
        (images.kept() ? places : places.parallel())
                .forEach(place ->
                        write(images.pixels(chosen[place]), placements[place], numbers, place * size.numbers()));
        return numbers;
    }

    private void write(byte[] pixels, Placement placement, float[] numbers, int offset) {
        for (int channel = 0; channel < size.channels(); channel++) {
            placement.write(pixels, size, channel, normalization, numbers, offset);
        }
    }
}
