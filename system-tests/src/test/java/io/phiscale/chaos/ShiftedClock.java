package io.phiscale.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** A clock that is wrong, for programs to be started with. */
final class ShiftedClock {
    /** One folder for each kind of processor. */
    private static final Path LIBRARIES = Path.of("/usr/lib");

    private static final Path NAME = Path.of("faketime", "libfaketimeMT.so.1");

    private ShiftedClock() {}

    static void set(ProcessBuilder process, Duration shift) {
        process.environment().put("LD_PRELOAD", library().toString());
        process.environment().put("FAKETIME", "%+ds".formatted(shift.toSeconds()));
        // Without these, waits that are measured by the steady clock end at once.
        process.environment().put("DONT_FAKE_MONOTONIC", "1");
        process.environment().put("FAKETIME_FORCE_MONOTONIC_FIX", "0");
    }

    private static Path library() {
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(LIBRARIES, Files::isDirectory)) {
            for (Path folder : folders) {
                if (Files.exists(folder.resolve(NAME))) {
                    return folder.resolve(NAME);
                }
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        throw new IllegalStateException(
                "%s/*/%s is missing: install Debian's package libfaketime".formatted(LIBRARIES, NAME));
    }
}
