package io.phiscale.agent.trainer;

import java.io.IOException;
import java.io.Reader;
import org.jspecify.annotations.Nullable;

/** Lines of a stream that may hold anything: what a line has beyond a limit is left out, and takes no memory. */
final class Lines {
    private final Reader reader;
    private final int limit;

    /** @param reader a buffered one */
    Lines(Reader reader, int limit) {
        this.reader = reader;
        this.limit = limit;
    }

    /** @return null at the end of the stream */
    @Nullable
    String next() throws IOException {
        StringBuilder line = new StringBuilder();
        int character = reader.read();
        if (character < 0) {
            return null;
        }
        while (character >= 0 && character != '\n') {
            if (line.length() < limit) {
                line.append((char) character);
            }
            character = reader.read();
        }
        return line.toString();
    }
}
