package io.phiscale.trainer.pipeline;

import io.phiscale.protocol.error.ErrorCode;
import io.phiscale.trainer.dataset.ImageReader;
import io.phiscale.trainer.engine.StoredImages;
import io.phiscale.trainer.error.TrainingException;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The chosen images of a split at the training resolution: kept as bytes while memory allows, and read anew each time
 * where it does not. Corrupt ones are left out and counted. Thread-safe.
 */
public final class PreparedImages {
    private static final byte[] READ_ANEW = {};

    private final Selection.Subset chosen;
    private final ImageReader reader;
    private final List<byte[]> pixels;
    private final CorruptImages corrupt;
    private final Levels levels;

    private PreparedImages(
            Selection.Subset chosen, ImageReader reader, List<byte[]> pixels, CorruptImages corrupt, Levels levels) {
        this.chosen = chosen;
        this.reader = reader;
        this.pixels = pixels;
        this.corrupt = corrupt;
        this.levels = levels;
    }

    /**
     * Reads every chosen image once.
     *
     * @param memory that the images may take, in bytes
     * @throws TrainingException {@code DATA_UNREADABLE} where too many are corrupt
     */
    public static PreparedImages of(Selection.Subset subset, ImageSize size, long memory) {
        ImageReader reader = subset.split().at(size.resolution());
        int[] chosen = subset.indices();
        boolean keep = (long) chosen.length * size.numbers() <= memory;
        CorruptImages corrupt = new CorruptImages(chosen.length);
        // Counted now rather than in a pass of its own, which would decode every image once more.
        Levels levels = new Levels(size);
        ReadingProgress progress = new ReadingProgress(chosen.length);
        List<Optional<byte[]>> read = IntStream.of(chosen)
                .parallel()
                .mapToObj(index -> readOrNote(reader, index, corrupt).map(bytes -> {
                    levels.add(bytes);
                    progress.add();
                    return keep ? bytes : READ_ANEW;
                }))
                .toList();
        corrupt.checkLimit();
        int[] good = IntStream.range(0, chosen.length)
                .filter(i -> read.get(i).isPresent())
                .map(i -> chosen[i])
                .toArray();
        List<byte[]> pixels = read.stream().flatMap(Optional::stream).toList();
        return new PreparedImages(new Selection.Subset(subset.split(), good), reader, pixels, corrupt, levels);
    }

    private static Optional<byte[]> readOrNote(ImageReader reader, int index, CorruptImages corrupt) {
        try {
            return Optional.of(reader.read(index));
        } catch (TrainingException exception) {
            if (exception.code() != ErrorCode.DATA_UNREADABLE) {
                throw exception;
            }
            corrupt.add(index, String.valueOf(exception.getMessage()));
            return Optional.empty();
        }
    }

    public int size() {
        return chosen.indices().length;
    }

    /** How many of the chosen images were left out. */
    public int corrupt() {
        return corrupt.count();
    }

    /** The first few of them, each with its name and what is wrong with it. */
    public List<String> firstCorrupt() {
        return corrupt.first();
    }

    /** Whether the images are in memory, and need not be read anew. */
    boolean kept() {
        return pixels.isEmpty() || pixels.get(0) != READ_ANEW;
    }

    /** Memory that the images take; 0 where they are read anew each time. */
    long keptBytes() {
        return pixels.stream().mapToLong(bytes -> bytes.length).sum();
    }

    Levels levels() {
        return levels;
    }

    public int label(int image) {
        return chosen.split().label(index(image));
    }

    /** The image's number in its split, which never changes, whatever else is chosen. */
    public int index(int image) {
        return chosen.indices()[image];
    }

    /** All of them, which have to be kept. */
    StoredImages stored(ImageSize size, Normalization normalization) {
        return new StoredImages(size.channels(), size.resolution(), pixels, normalization.table());
    }

    /** @return [channels, resolution, resolution], unsigned; not to be changed */
    public byte[] pixels(int image) {
        byte[] kept = pixels.get(image);
        return kept == READ_ANEW ? reader.read(index(image)) : kept;
    }
}
