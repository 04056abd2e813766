package io.phiscale.trainer.dataset.source;

import io.phiscale.trainer.dataset.ContentHash;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.zip.GZIPInputStream;

/**
 * A gzipped file as its authors published it.
 *
 * @param sha256 of what is inside, not of the gzip file: distributors pack the same content anew
 */
record PublishedFile(String name, String sha256) {

    /** @throws IOException where the folder's file of this name is missing, is no gzip file, or holds anything else */
    void verify(Path folder) throws IOException {
        MessageDigest digest = ContentHash.sha256();
        try (InputStream content = new GZIPInputStream(Files.newInputStream(folder.resolve(name)), 1 << 16);
                OutputStream sink = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
            content.transferTo(sink);
        }
        String found = HexFormat.of().formatHex(digest.digest());
        if (!found.equals(sha256)) {
            throw new IOException("%s: expected content with SHA-256 %s, found %s".formatted(name, sha256, found));
        }
    }
}
