package io.phiscale.trainer.dataset.source;

import io.phiscale.trainer.dataset.ContentHash;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.zip.GZIPInputStream;

/**
 * A gzipped file as its authors published it.
 *
 * @param sha256 of what is inside, not of the gzip file: distributors pack the same content anew
 * @param size of what is inside, in bytes
 */
record PublishedFile(String name, String sha256, long size) {
    /** More than a header and a block's few bytes for every 16 KiB, which is all that packing can add. */
    private static final long LARGEST_HEADER = 4_096;

    /** The most bytes that a gzip file of this content may have. */
    long mostPacked() {
        return size + size / 1_000 + LARGEST_HEADER;
    }

    /**
     * @param file gzipped where its name says so
     * @throws IOException where it is missing, is no gzip file though it should be, or holds anything else
     */
    void verify(Path file) throws IOException {
        MessageDigest digest = ContentHash.sha256();
        long read = 0;
        try (InputStream content = content(file)) {
            byte[] buffer = new byte[1 << 16];
            for (int length = content.read(buffer); length >= 0; length = content.read(buffer)) {
                digest.update(buffer, 0, length);
                read += length;
                if (read > size) {
                    // A few bytes of gzip may unpack to gigabytes.
                    throw new IOException(
                            "%s: expected %d bytes of content, found more".formatted(file.getFileName(), size));
                }
            }
        }
        String found = HexFormat.of().formatHex(digest.digest());
        if (!found.equals(sha256)) {
            throw new IOException(
                    "%s: expected content with SHA-256 %s, found %s".formatted(file.getFileName(), sha256, found));
        }
    }

    private static InputStream content(Path file) throws IOException {
        InputStream stream = Files.newInputStream(file);
        if (!file.toString().endsWith(".gz")) {
            return stream;
        }
        try {
            return new GZIPInputStream(stream, 1 << 16);
        } catch (IOException exception) {
            stream.close();
            throw exception;
        }
    }
}
