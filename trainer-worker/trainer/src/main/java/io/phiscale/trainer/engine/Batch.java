package io.phiscale.trainer.engine;

import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Images and their labels. Not thread-safe. */
public final class Batch {
    private final int size;
    private final int channels;
    private final int resolution;
    private final int[] labels;
    private final @Nullable PlacedImages placed;
    private final Supplier<float[]> numbers;
    private float @Nullable [] images;

    /**
     * @param images [size, channels, resolution, resolution], row by row, normalised
     * @param labels [size], from 0
     */
    public Batch(int size, int channels, int resolution, float[] images, int[] labels) {
        this(size, channels, resolution, labels, null, () -> images);
        this.images = checked(images);
    }

    /**
     * One of images that an engine may put together itself.
     *
     * @param numbers what {@link #images} is to return, for an engine that asks for it
     */
    public Batch(PlacedImages placed, int[] labels, Supplier<float[]> numbers) {
        this(placed.images().length, placed.stored().channels(), placed.stored().resolution(), labels, placed, numbers);
    }

    private Batch(
            int size,
            int channels,
            int resolution,
            int[] labels,
            @Nullable PlacedImages placed,
            Supplier<float[]> numbers) {
        this.size = size;
        this.channels = channels;
        this.resolution = resolution;
        this.labels = labels;
        this.placed = placed;
        this.numbers = numbers;
        if (labels.length != size) {
            throw new IllegalArgumentException("batch of %d with %d labels".formatted(size, labels.length));
        }
    }

    public int size() {
        return size;
    }

    public int channels() {
        return channels;
    }

    public int resolution() {
        return resolution;
    }

    /** [size], from 0; not to be changed. */
    public int[] labels() {
        return labels;
    }

    /** [size, channels, resolution, resolution], row by row, normalised; not to be changed. */
    public float[] images() {
        float[] known = images;
        if (known == null) {
            known = checked(numbers.get());
            images = known;
        }
        return known;
    }

    /** How an engine that keeps the images can put them together itself; empty where there are but the numbers. */
    public Optional<PlacedImages> placed() {
        return Optional.ofNullable(placed);
    }

    private float[] checked(float[] given) {
        long expected = (long) size * channels * resolution * resolution;
        if (given.length != expected) {
            throw new IllegalArgumentException(
                    "batch of %d × %d × %d² with %d numbers".formatted(size, channels, resolution, given.length));
        }
        return given;
    }
}
