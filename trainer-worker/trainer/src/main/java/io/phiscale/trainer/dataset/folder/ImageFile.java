package io.phiscale.trainer.dataset.folder;

import io.phiscale.protocol.error.ErrorCode;
import io.phiscale.trainer.error.TrainingException;
import io.phiscale.trainer.image.SquarePixels;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Objects;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/** One image on disk, of any format that the JDK reads: JPEG, PNG, GIF, BMP. */
record ImageFile(Path path, DecodingMemory memory) {
    /** Checked before any pixel is read: a small file may claim to hold a picture that takes minutes to read. */
    private static final long MOST_PIXELS = 100_000_000;
    /** A decoder holds whole rows, of which a picture one pixel high has but one. */
    private static final int MOST_WIDTH = 65_535;

    private static final int DEEPEST_CAUSE = 20;

    /**
     * The square in the middle, resized.
     *
     * @return [channels, resolution, resolution], unsigned
     * @throws TrainingException with the file's name: {@code DATA_UNREADABLE} where this is no image,
     *     {@code OUT_OF_MEMORY} where it may well be one
     */
    byte[] read(int channels, int resolution) {
        try (ImageInputStream stream = ImageIO.createImageInputStream(path.toFile())) {
            if (stream == null) {
                throw unreadable("it cannot be opened");
            }
            Iterator<ImageReader> readers = ImageIO.getImageReaders(stream);
            if (!readers.hasNext()) {
                throw unreadable("expected a JPEG, PNG, GIF or BMP image, found something else");
            }
            ImageReader reader = readers.next();
            try {
                reader.setInput(stream, true, true);
                return pixels(reader, channels, resolution);
            } finally {
                reader.dispose();
            }
        } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException | NegativeArraySizeException bad) {
            if (ranOutOfMemory(bad)) {
                throw outOfMemory("memory ran out while it was decoded");
            }
            // The JDK's decoders throw unchecked exceptions, too, when a file is damaged.
            throw unreadable("it is damaged (%s)".formatted(bad.getMessage()));
        }
    }

    private byte[] pixels(ImageReader reader, int channels, int resolution) throws IOException {
        CentreSquare square = checked(new CentreSquare(reader.getWidth(0), reader.getHeight(0), resolution));
        memory.take(square.bytes());
        try {
            return SquarePixels.of(reader.read(0, square.in(reader.getDefaultReadParam())), channels)
                    .at(resolution);
        } finally {
            memory.giveBack(square.bytes());
        }
    }

    private CentreSquare checked(CentreSquare square) {
        long pixels = (long) square.width() * square.height();
        if (pixels > MOST_PIXELS || square.width() > MOST_WIDTH) {
            throw unreadable("it is %d × %d pixels, at most %d are read, and at most %d in a row"
                    .formatted(square.width(), square.height(), MOST_PIXELS, MOST_WIDTH));
        }
        if (square.bytes() > memory.bytes()) {
            // Not a corrupt image, which would be left out: a trainer with more memory can read it.
            throw outOfMemory(
                    "its %d × %d pixels take %d MiB to decode for resolution %d, but this trainer's heap has only %d MiB for that"
                            .formatted(
                                    square.width(),
                                    square.height(),
                                    square.bytes() >> 20,
                                    square.wanted(),
                                    memory.bytes() >> 20));
        }
        return square;
    }

    /** The JDK's decoders wrap whatever they meet, errors too. */
    private static boolean ranOutOfMemory(Throwable thrown) {
        return Stream.iterate(thrown, Objects::nonNull, Throwable::getCause)
                .limit(DEEPEST_CAUSE)
                .anyMatch(OutOfMemoryError.class::isInstance);
    }

    private TrainingException outOfMemory(String problem) {
        return new TrainingException(
                ErrorCode.OUT_OF_MEMORY, "%s: %s; give trainers a larger heap".formatted(path, problem));
    }

    private TrainingException unreadable(String problem) {
        return new TrainingException(ErrorCode.DATA_UNREADABLE, path + ": " + problem);
    }
}
