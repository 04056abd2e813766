package io.phiscale.search.export;

import java.io.IOException;
import java.io.OutputStream;
import org.springframework.http.MediaType;

/** A format that a search's results can be taken away in. Every bean of this type is offered. */
public interface Export {
    /** As requests name it, such as {@code csv}. */
    String format();

    MediaType mediaType();

    /** Of the file's name, such as {@code zip}. */
    String extension();

    /**
     * Looks up what is to be written.
     *
     * @throws io.phiscale.search.error.ApiException where there is no such search, or not yet anything to take away
     */
    Document open(long search);

    /** Writes itself; no transaction is open meanwhile. */
    @FunctionalInterface
    interface Document {
        void writeTo(OutputStream out) throws IOException;
    }
}
