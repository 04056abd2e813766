package io.phiscale.chaos;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;

/** What has been started so far; it ends in the opposite order, all of it, whatever fails meanwhile. */
final class Started implements Closeable {
    private final Deque<Closeable> parts = new ArrayDeque<>();

    <T extends Closeable> T add(T part) {
        parts.push(part);
        return part;
    }

    @Override
    public void close() throws IOException {
        IOException all = new IOException("not everything ended in order");
        for (Closeable part : parts) {
            try {
                part.close();
            } catch (IOException | RuntimeException failed) {
                all.addSuppressed(failed);
            }
        }
        parts.clear();
        if (all.getSuppressed().length > 0) {
            throw all;
        }
    }
}
