package io.phiscale.trainer.dataset.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * Where fetched files go. They are gathered beside the folder, checked, and only then moved into it one by one, each
 * atomically: a fetch that is cut off leaves nothing that looks like data, and two at once do no harm.
 */
record Destination(Path folder, List<PublishedFile> files) {
    /** Gathers the files. */
    @FunctionalInterface
    interface Gathering {

        /**
         * @param staging empty, and gone afterwards
         * @return the folder that holds the files, at or below it
         */
        Path into(Path staging) throws IOException, InterruptedException;
    }

    /** Cheap, and so done at every look, whether or not anything will be fetched. */
    void clearAbandoned() {
        Path parent = folder.toAbsolutePath().normalize().getParent();
        if (parent != null) {
            new Staging(parent).clearAbandoned();
        }
    }

    Source.Outcome fetch(Gathering gathering) {
        try {
            Path parent = folder.toAbsolutePath().normalize().getParent();
            if (parent == null) {
                return new Source.Missing(folder + " is no place for data");
            }
            Files.createDirectories(parent);
            Staging staging = new Staging(parent);
            Path gathered = staging.create();
            try {
                publish(gathering.into(gathered));
            } finally {
                staging.clear(gathered);
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

    private static String reason(IOException exception) {
        String message = exception.getMessage();
        // Exceptions of the file system and of the network have messages that say nothing without their names.
        return exception.getClass() == IOException.class && message != null ? message : exception.toString();
    }
}
