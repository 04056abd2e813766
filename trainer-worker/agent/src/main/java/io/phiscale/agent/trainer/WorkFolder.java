package io.phiscale.agent.trainer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A folder of one trainer's own, for its checkpoints; it goes with it. */
public record WorkFolder(Path path) {
    private static final Logger LOG = LoggerFactory.getLogger(WorkFolder.class);
    private static final String NAME = "phiscale-trainer-";
    private static final Duration LEFT_BEHIND = Duration.ofDays(1);

    /**
     * @param parent made where it does not exist
     * @throws TrainerMissingException where nothing can be written there
     */
    public static WorkFolder make(Path parent) {
        try {
            Files.createDirectories(parent);
            return new WorkFolder(Files.createTempDirectory(parent, NAME));
        } catch (IOException failed) {
            throw new TrainerMissingException(
                    "cannot write in %s: name a folder for checkpoints with --work-folder".formatted(parent));
        }
    }

    /** Agents that were killed could not remove theirs. */
    static void removeOld(Path parent) {
        if (!Files.isDirectory(parent)) {
            return;
        }
        Instant old = Instant.now().minus(LEFT_BEHIND);
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(parent, NAME + "*")) {
            for (Path folder : folders) {
                if (isOlder(folder, old)) {
                    new WorkFolder(folder).remove();
                }
            }
        } catch (IOException failed) {
            LOG.warn("old folders in {} stay: {}", parent, failed.getMessage());
        }
    }

    private static boolean isOlder(Path folder, Instant than) throws IOException {
        try {
            return Files.getLastModifiedTime(folder).toInstant().isBefore(than);
        } catch (NoSuchFileException gone) {
            // Another agent removes old ones too.
            return false;
        }
    }

    /** Where a trainer looks for the checkpoint that it is to go on from. */
    public Path resumeFile() {
        return path.resolve("resume.safetensors");
    }

    void remove() {
        try (Stream<Path> files = Files.walk(path)) {
            List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) {
                Files.deleteIfExists(file);
            }
        } catch (IOException | UncheckedIOException failed) {
            LOG.warn("{} could not be removed: {}", path, failed.getMessage());
        }
    }
}
