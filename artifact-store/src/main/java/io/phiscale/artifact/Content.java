package io.phiscale.artifact;

import java.io.IOException;
import java.io.InputStream;

/**
 * An object that is being read. Whoever opened it closes it, read to its end or not: it may hold a connection.
 *
 * @param stream throws an {@link IOException} where the store breaks off
 * @param size bytes that the stream holds in all
 */
public record Content(InputStream stream, long size) implements AutoCloseable {
    @Override
    public void close() throws IOException {
        stream.close();
    }
}
