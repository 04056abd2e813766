package io.phiscale.trainer.dataset.folder;

import io.phiscale.protocol.error.ErrorCode;
import io.phiscale.trainer.error.TrainingException;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/** One image on disk, of any format that the JDK reads: JPEG, PNG, GIF, BMP. */
record ImageFile(Path path) {
    /** Checked before any pixel is read: a small file may claim to hold a picture that fills all memory. */
    private static final long MOST_PIXELS = 100_000_000;

    /** @throws TrainingException {@code DATA_UNREADABLE}, with the file's name, where this is no image */
    BufferedImage decode() {
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
                long pixels = (long) reader.getWidth(0) * reader.getHeight(0);
                if (pixels > MOST_PIXELS) {
                    throw unreadable("it has %d pixels, at most %d are read".formatted(pixels, MOST_PIXELS));
                }
                return reader.read(0);
            } finally {
                reader.dispose();
            }
        } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException | NegativeArraySizeException bad) {
            // The JDK's decoders throw unchecked exceptions, too, when a file is damaged.
            throw unreadable("it is damaged (%s)".formatted(bad.getMessage()));
        }
    }

    private TrainingException unreadable(String problem) {
        return new TrainingException(ErrorCode.DATA_UNREADABLE, path + ": " + problem);
    }
}
