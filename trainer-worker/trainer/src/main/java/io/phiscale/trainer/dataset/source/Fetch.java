package io.phiscale.trainer.dataset.source;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;

/** Gets a file from the network. */
@FunctionalInterface
interface Fetch {

    /**
     * @param most bytes that the file may have
     * @throws IOException where there is no such file, no network, more of it than that, or no end of it in time
     */
    void fetch(URI address, Path target, long most) throws IOException, InterruptedException;
}
