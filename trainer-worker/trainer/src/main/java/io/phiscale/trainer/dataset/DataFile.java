package io.phiscale.trainer.dataset;

import io.phiscale.protocol.error.ErrorCode;
import io.phiscale.trainer.error.TrainingException;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** Reads a file of a binary format, gzipped or not, and turns what goes wrong into one sentence that names it. */
public record DataFile(Path path) {

    /** Reads the open file; closed afterwards. */
    @FunctionalInterface
    public interface Format<T> {
        T read(InputStream stream) throws IOException;
    }

    /**
     * @throws TrainingException {@code DATA_NOT_FOUND} where there is no such file, {@code DATA_UNREADABLE} where it
     *     cannot be read or is no complete gzip file though its name says so
     */
    public <T> T read(Format<T> format) {
        try (InputStream stream = open()) {
            return format.read(stream);
        } catch (NoSuchFileException missing) {
            throw new TrainingException(ErrorCode.DATA_NOT_FOUND, path + " does not exist", missing);
        } catch (ZipException foreign) {
            throw new TrainingException(
                    ErrorCode.DATA_UNREADABLE,
                    "%s: expected a gzip file, found something else (%s)".formatted(path, foreign.getMessage()),
                    foreign);
        } catch (EOFException truncated) {
            throw unreadable("a complete gzip file", "one that ends too early; was it cut off while being copied?");
        } catch (IOException exception) {
            throw new TrainingException(
                    ErrorCode.DATA_UNREADABLE, "%s cannot be read: %s".formatted(path, exception), exception);
        }
    }

    /** Exactly so many bytes, and nothing after them. */
    public byte[] rest(InputStream stream, long expected) throws IOException {
        if (expected > Integer.MAX_VALUE - 16) {
            throw unreadable("at most 2 GiB", expected + " bytes by what its header says");
        }
        byte[] bytes = stream.readNBytes((int) expected);
        if (bytes.length < expected) {
            throw unreadable(expected + " bytes of data", bytes.length + "; is the file truncated?");
        }
        if (stream.read() >= 0) {
            throw unreadable(expected + " bytes of data", "more than that");
        }
        return bytes;
    }

    /** One sentence that names the file, what was expected in it, and what was found. */
    public TrainingException unreadable(String expected, String found) {
        return new TrainingException(
                ErrorCode.DATA_UNREADABLE, "%s: expected %s, found %s".formatted(path, expected, found));
    }

    private InputStream open() throws IOException {
        InputStream stream = new BufferedInputStream(Files.newInputStream(path), 1 << 16);
        if (!path.toString().endsWith(".gz")) {
            return stream;
        }
        try {
            return new GZIPInputStream(stream, 1 << 16);
        } catch (IOException exception) {
            stream.close();
            throw exception;
        }
    }
}
