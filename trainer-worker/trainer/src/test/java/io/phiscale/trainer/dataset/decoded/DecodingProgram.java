package io.phiscale.trainer.dataset.decoded;

import io.phiscale.trainer.dataset.ImageReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.stream.IntStream;

/** Reads all of a few images on several threads, as a trainer does, and writes down which of them it had to decode. */
final class DecodingProgram {
    static final int IMAGES = 300;
    private static final int BYTES = 1_000;

    private DecodingProgram() {}

    /** @param arguments the folder of decoded images, and the file to write to: a line for each image */
    public static void main(String... arguments) {
        Path log = Path.of(arguments[1]);
        ImageReader images =
                new DecodedImages(Path.of(arguments[0])).keep("shared", IMAGES, BYTES, index -> decode(index, log));
        boolean right = IntStream.range(0, IMAGES)
                .parallel()
                .allMatch(index -> Arrays.equals(images.read(index), image(index)));
        System.exit(right ? 0 : 1);
    }

    private static byte[] decode(int index, Path log) {
        try {
            Files.writeString(log, index + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return image(index);
    }

    private static byte[] image(int index) {
        byte[] pixels = new byte[BYTES];
        Arrays.fill(pixels, (byte) index);
        return pixels;
    }
}
