package io.phiscale.trainer.dataset.source;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;

/** Gets a file from the network. */
@FunctionalInterface
interface Fetch {

    /** @throws IOException where there is no such file, no network, or far too much of it */
    void fetch(URI address, Path target) throws IOException, InterruptedException;
}
