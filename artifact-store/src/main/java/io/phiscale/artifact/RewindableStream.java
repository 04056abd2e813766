package io.phiscale.artifact;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/**
 * Content whose first MiB is held, so that it can be sent again from its start until more was read. Servers that were
 * away, busy or had closed the connection show it by then.
 */
final class RewindableStream extends BufferedInputStream {
    private static final int HELD_BYTES = 1 << 20;
    private static final int BUFFER_BYTES = 1 << 16;

    private final MeasuredStream content;

    RewindableStream(MeasuredStream content) {
        super(content, BUFFER_BYTES);
        this.content = content;
        super.mark(HELD_BYTES);
    }

    boolean canRewind() {
        return content.count() < HELD_BYTES && content.failure().isEmpty();
    }

    InputStream fromStart() {
        try {
            super.reset();
            return this;
        } catch (IOException tooLate) {
            throw new UncheckedIOException(tooLate);
        }
    }

    /** The one mark is at the start, and stays there. */
    @Override
    public boolean markSupported() {
        return false;
    }

    /** It is read again perhaps. */
    @Override
    public void close() {
        // Its content is closed by whoever opened it.
    }
}
