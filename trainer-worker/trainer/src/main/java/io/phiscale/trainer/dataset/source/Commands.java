package io.phiscale.trainer.dataset.source;

import java.io.IOException;
import java.nio.file.Path;

/** Runs programs of the system. */
@FunctionalInterface
interface Commands {

    /** @throws IOException where it cannot be started, takes too long, or fails; with what it said last */
    void run(Path directory, String... command) throws IOException, InterruptedException;
}
