package io.phiscale.agent.trial;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** The disk has no room for a checkpoint. */
final class NoRoomException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final double MIB = 1 << 20;

    private NoRoomException(String message) {
        super(message);
    }

    /**
     * @param file that does not exist yet
     * @param size of it, in bytes
     */
    static void check(Path file, long size) {
        Path folder = Objects.requireNonNull(file.getParent(), "a file in a folder");
        try {
            long free = Files.getFileStore(folder).getUsableSpace();
            if (free < size) {
                throw new NoRoomException(
                        "%s has %.1f MiB left, and the trial's checkpoint takes %.1f MiB: name another folder with --work-folder"
                                .formatted(folder.getParent(), free / MIB, size / MIB));
            }
        } catch (IOException unknown) {
            throw new UncheckedIOException(unknown);
        }
    }
}
