package io.phiscale.artifact;

import java.io.InputStream;

/**
 * Named objects of bytes, each there as a whole or not at all. Safe for use by many threads, and by many processes on one
 * place. A key is segments of {@code [A-Za-z0-9._-]} with {@code /} between them, none beginning with a dot or longer
 * than 255 characters, 512 characters in all; no key may be a folder of another one, which a directory
 * refuses and S3 would not. Every method throws
 * {@link ArtifactStoreException}, whose kind says what it is about and whose message is for people.
 */
public interface ArtifactStore extends AutoCloseable {
    /**
     * Stores what the stream holds in place of what is under the key, if anything: readers see the old object until they
     * see the new one. A failed call leaves everything as it was.
     *
     * @param content read to its end, and not closed
     * @param size bytes that the stream must hold; fewer and more are errors
     */
    Stored put(String key, InputStream content, long size);

    /**
     * The object as it is now; replacing or deleting it does not change what is read from the answer.
     *
     * @throws ArtifactMissingException where nothing is under the key
     */
    Content open(String key);

    /** Removes what is under the key, if anything. */
    void delete(String key);

    /** Removes what writers who died have left of a key. One that still lives may fail by it. */
    default void deleteUnfinished(String key) {}

    /** Gives back connections; afterwards the store cannot be used. */
    @Override
    void close();
}
