package io.phiscale.chaos;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A file system of two megabytes that can be full. It takes root to mount it. */
final class SmallDisk implements AutoCloseable {
    static final String BALLAST = "ballast";

    private final Path path;

    SmallDisk(Path path) {
        this.path = path;
        run("mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", path.toString());
    }

    Path path() {
        return path;
    }

    void fill() {
        byte[] block = new byte[4_096];
        try (OutputStream output = Files.newOutputStream(path.resolve(BALLAST))) {
            while (true) {
                output.write(block);
            }
        } catch (IOException full) {
            // That is what was wanted.
        }
    }

    void free() {
        try {
            Files.deleteIfExists(path.resolve(BALLAST));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static void run(String... command) {
        try {
            Process process = new ProcessBuilder(command).inheritIO().start();
            if (!process.waitFor(10, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IllegalStateException(String.join(" ", command) + " failed: this suite has to run as root");
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        run("umount", "-l", path.toString());
    }
}
