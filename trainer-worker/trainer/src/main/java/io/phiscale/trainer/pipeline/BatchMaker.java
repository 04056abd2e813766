package io.phiscale.trainer.pipeline;

import io.phiscale.trainer.engine.Batch;
import io.phiscale.trainer.engine.PlacedImages;
import io.phiscale.trainer.engine.StoredImages;
import java.util.Arrays;
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
    private final boolean atOnce;

    /** Who puts images together, and how. */
    enum Way {
        /** The engine, from images that it keeps, none of which is changed. */
        ON_DEVICE,
        /** We, one after the other: it takes next to no time. */
        ONE_BY_ONE,
        /** We, on all cores: images are decoded or changed. */
        AT_ONCE
    }

    BatchMaker(PreparedImages images, ImageSize size, Normalization normalization, Way way) {
        this.images = images;
        this.size = size;
        this.normalization = normalization;
        this.stored = way == Way.ON_DEVICE ? images.stored(size, normalization) : null;
        this.atOnce = way == Way.AT_ONCE;
    }

    /**
     * @param order numbers of images, of which those from {@code from} to {@code to - 1} are taken
     */
    Batch make(int[] order, int from, int to, Showing showing) {
        int[] chosen = Arrays.copyOfRange(order, from, to);
        int[] labels = Arrays.stream(chosen).map(images::label).toArray();
        return stored == null
                ? new Batch(chosen.length, size.channels(), size.resolution(), numbers(chosen, showing), labels)
                : new Batch(placed(stored, chosen, showing), labels, () -> numbers(chosen, showing));
    }

    private PlacedImages placed(StoredImages stored, int[] chosen, Showing showing) {
        Placement[] placements = Arrays.stream(chosen)
                .map(images::index)
                .mapToObj(showing::placement)
                .toArray(Placement[]::new);
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

    private float[] numbers(int[] chosen, Showing showing) {
        float[] numbers = new float[chosen.length * size.numbers()];
        IntStream places = IntStream.range(0, chosen.length);
        // Each image has its own place, so order does not matter.
        (atOnce ? places.parallel() : places)
                .forEach(place -> write(chosen[place], showing, numbers, place * size.numbers()));
        return numbers;
    }

    private void write(int image, Showing showing, float[] numbers, int offset) {
        int index = images.index(image);
        byte[] pixels = showing.changed(images.pixels(image), size, index);
        Placement placement = showing.placement(index);
        for (int channel = 0; channel < size.channels(); channel++) {
            placement.write(pixels, size, channel, normalization, numbers, offset);
        }
    }
}
