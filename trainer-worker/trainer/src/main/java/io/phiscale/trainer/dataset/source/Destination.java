package io.phiscale.trainer.dataset.source;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where fetched files go. They are gathered beside the folder, checked, and only then moved into it one by one, each
 * atomically: a fetch that is cut off leaves nothing that looks like data, and two at once do no harm.
 */
record Destination(Path folder, List<PublishedFile> files) {

    private static final String STAGING = ".fetching-";
    private static final Duration ABANDONED_AFTER = Duration.ofHours(2);

    /** Gathers the files. */
    @FunctionalInterface
    interface Gathering {

        /**
         * @param staging empty, and gone afterwards
         * @return the folder that holds the files, at or below it
         */
        Path into(Path staging) throws IOException, InterruptedException;
    }

    Source.Outcome fetch(Gathering gathering) {
        try {
            Path parent = folder.toAbsolutePath().normalize().getParent();
            if (parent == null) {
                return new Source.Missing(folder + " is no place for data");
            }
            Files.createDirectories(parent);
            deleteAbandoned(parent);
            Path staging = Files.createTempDirectory(parent, STAGING);
            try {
                publish(gathering.into(staging));
            } finally {
                delete(staging);
            }
            return new Source.Found(folder);
        } catch (IOException exception) {
            return new Source.Missing(reason(exception));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return new Source.Missing("interrupted");
        }
    }

    private void publish(Path gathered) throws IOException {
        for (PublishedFile file : files) {
            file.verify(gathered.resolve(file.name()));
        }
        Files.createDirectories(folder);
        for (PublishedFile file : files) {
            Files.move(gathered.resolve(file.name()), folder.resolve(file.name()), StandardCopyOption.ATOMIC_MOVE);
        }
    }

    /** What processes that were killed while they fetched have left behind. */
    private static void deleteAbandoned(Path parent) throws IOException {
        FileTime oldest = FileTime.from(Instant.now().minus(ABANDONED_AFTER));
        try (DirectoryStream<Path> leftovers = Files.newDirectoryStream(parent, STAGING + "*")) {
            for (Path leftover : leftovers) {
                if (Files.getLastModifiedTime(leftover).compareTo(oldest) < 0) {
                    delete(leftover);
                }
            }
        }
    }

    private static String reason(IOException exception) {
        String message = exception.getMessage();
        // Exceptions of the file system and of the network have messages that say nothing without their names.
        return exception.getClass() == IOException.class && message != null ? message : exception.toString();
    }

    private static void delete(Path staging) throws IOException {
        try (Stream<Path> paths = Files.walk(staging)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
