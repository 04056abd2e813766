package io.phiscale.artifact;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;

/** The folder of files that are still being written. */
record Unfinished(Path folder) {
    /** Nobody pauses that long while sending: whoever wrote an older file is dead. */
    private static final Duration DEAD = Duration.ofDays(1);

    private static final int BUFFER_BYTES = 1 << 18;

    void removeDead() throws IOException {
        Instant dead = Instant.now().minus(DEAD);
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                removeDead(file, dead);
            }
        }
    }

    private static void removeDead(Path file, Instant dead) throws IOException {
        try {
            if (Files.getLastModifiedTime(file).toInstant().isBefore(dead)) {
                Files.deleteIfExists(file);
            }
        } catch (NoSuchFileException movedSince) {
            // Its writer lives.
        }
    }

    /** A new file with the content, flushed to the disk; it can be read by its owner alone from the beginning. */
    Path write(String key, MeasuredStream content) throws IOException {
        Path file = Files.createTempFile(folder, prefix(key), null);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            OutputStream bytes = Channels.newOutputStream(channel);
            byte[] buffer = new byte[BUFFER_BYTES];
            for (int count = content.read(buffer); count >= 0; count = content.read(buffer)) {
                bytes.write(buffer, 0, count);
            }
            channel.force(true);
        } catch (IOException | RuntimeException failed) {
            remove(file, failed);
            throw failed;
        }
        return file;
    }

    /** What dead writers have left of a key; a living one finds its file gone, and fails. */
    void removeAll(String key) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, prefix(key) + "*")) {
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
        }
    }

    /** By which a key's files are found; the key itself may be longer than a file's name. */
    private static String prefix(String key) {
        byte[] hash = MeasuredStream.sha256().digest(key.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(hash) + "-";
    }

    /** Leaves the first failure the one that is told of. */
    void remove(Path file, Exception because) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException failed) {
            because.addSuppressed(failed);
        }
    }
}
