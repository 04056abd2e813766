package io.phiscale.trainer.dataset.source;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * Folders that files are gathered in before they are checked, beside the folder that they are for. Clearing them up
 * never fails: another process may do the same at the same time, and what is left takes up nothing but space.
 */
record Staging(Path parent) {
    private static final String PREFIX = ".fetching-";
    private static final Duration ABANDONED_AFTER = Duration.ofHours(2);
    private static final System.Logger LOG = System.getLogger(Staging.class.getName());

    Path create() throws IOException {
        return Files.createTempDirectory(parent, PREFIX);
    }

    /** What processes that were killed while they fetched have left behind. */
    void clearAbandoned() {
        if (!Files.isDirectory(parent)) {
            return;
        }
        FileTime oldest = FileTime.from(Instant.now().minus(ABANDONED_AFTER));
        try (DirectoryStream<Path> leftovers = Files.newDirectoryStream(parent, PREFIX + "*")) {
            for (Path leftover : leftovers) {
                if (isOlder(leftover, oldest)) {
                    clear(leftover);
                }
            }
        } catch (IOException | DirectoryIteratorException unreadable) {
            LOG.log(System.Logger.Level.WARNING, "Not cleared: {0}", unreadable.toString());
        }
    }

    void clear(Path staging) {
        try (Stream<Path> paths = Files.walk(staging)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException | UncheckedIOException meanwhile) {
            LOG.log(System.Logger.Level.DEBUG, "Not cleared: {0}", meanwhile.toString());
        }
    }

    private static boolean isOlder(Path leftover, FileTime oldest) {
        try {
            return Files.getLastModifiedTime(leftover, LinkOption.NOFOLLOW_LINKS)
                            .compareTo(oldest)
                    < 0;
        } catch (IOException gone) {
            return false;
        }
    }
}
