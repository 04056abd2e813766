package io.phiscale.chaos;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;

/** A file system of two megabytes that can be full. Where none can be mounted, it says so, and must not be filled. */
final class SmallDisk implements Closeable {
    static final String BALLAST = "ballast";

    private final Path path;
    private final boolean mounted;

    SmallDisk(Path path) {
        this.path = path;
        this.mounted = run("mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", path.toString());
        if (!mounted) {
            System.out.println("No full disk in this run: a file system can be mounted by root alone");
        }
    }

    /** Whether it can be full. */
    boolean isSmall() {
        return mounted;
    }

    Path path() {
        return path;
    }

    /** What is removed from it makes room again. */
    void fill() {
        byte[] block = new byte[4_096];
        try (OutputStream output =
                Files.newOutputStream(path.resolve(BALLAST), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
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

    private static boolean run(String... command) {
        try {
            Process process = new ProcessBuilder(command).inheritIO().start();
            return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void close() {
        if (mounted && !run("umount", "-l", path.toString())) {
            throw new IllegalStateException(path + " could not be unmounted");
        }
    }
}
