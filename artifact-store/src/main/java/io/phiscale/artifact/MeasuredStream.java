package io.phiscale.artifact;

import io.phiscale.artifact.ArtifactStoreException.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Content on its way into a store: hashed, and held to its size. It hands out its last byte only when it knows that none
 * follows, so that no store ever has a complete object of the wrong content.
 */
final class MeasuredStream extends InputStream {
    private final String key;
    private final InputStream content;
    private final long size;
    private final MessageDigest digest = sha256();
    private long read;
    private @Nullable ArtifactStoreException failure;

    private MeasuredStream(String key, InputStream content, long size) {
        this.key = key;
        this.content = content;
        this.size = size;
    }

    /** @throws ArtifactStoreException where the size is below zero, or zero and the content is not empty */
    static MeasuredStream of(String key, InputStream content, long size) {
        MeasuredStream stream = new MeasuredStream(key, content, size);
        if (size < 0) {
            throw stream.invalid("its size was said to be %d bytes".formatted(size), null);
        }
        if (size == 0) {
            // Nobody reads a stream of which nothing is needed.
            try {
                stream.checkEnd();
            } catch (IOException tooLong) {
                throw stream.failure().orElseThrow(() -> new IllegalStateException(tooLong));
            }
        }
        return stream;
    }

    /** What is wrong with the content, as far as it was read. */
    Optional<ArtifactStoreException> failure() {
        return Optional.ofNullable(failure);
    }

    /** Bytes read so far. */
    long count() {
        return read;
    }

    /** To be asked once, after all of it was read. */
    Stored stored() {
        if (read != size) {
            throw new IllegalStateException("%d of %d bytes of %s were stored".formatted(read, size, key));
        }
        return new Stored(HexFormat.of().formatHex(digest.digest()), read);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (failure != null) {
            // Whoever asks again must not take what was read so far for all of it.
            throw new IOException(failure.getMessage(), failure);
        }
        if (read == size) {
            return -1;
        }
        int count = readContent(bytes, offset, (int) Math.min(length, size - read));
        if (count < 0) {
            throw fail("it ended after %d of %d bytes".formatted(read, size), null);
        }
        digest.update(bytes, offset, count);
        read += count;
        if (read == size) {
            checkEnd();
        }
        return count;
    }

    private void checkEnd() throws IOException {
        if (readContent(new byte[1], 0, 1) >= 0) {
            throw fail("it goes on after %d bytes".formatted(size), null);
        }
    }

    private int readContent(byte[] bytes, int offset, int length) throws IOException {
        try {
            return content.read(bytes, offset, length);
        } catch (IOException | RuntimeException broken) {
            throw fail("it broke off after %d of %d bytes".formatted(read, size), broken);
        }
    }

    private IOException fail(String reason, @Nullable Throwable cause) {
        failure = invalid(reason, cause);
        return new IOException(failure.getMessage(), failure);
    }

    private ArtifactStoreException invalid(String reason, @Nullable Throwable cause) {
        return new ArtifactStoreException(
                Kind.INVALID_CONTENT,
                "cannot store %s, because of what was sent and not of the store: %s; nothing was stored, send it again"
                        .formatted(key, reason),
                cause);
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
