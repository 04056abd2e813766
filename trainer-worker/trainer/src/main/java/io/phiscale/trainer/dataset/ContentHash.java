package io.phiscale.trainer.dataset;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 of everything that is added, in order. Not thread-safe. */
public final class ContentHash {
    private final MessageDigest digest = sha256();

    public ContentHash add(byte[] bytes) {
        digest.update(bytes);
        return this;
    }

    public ContentHash add(String text) {
        return add(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Ends the sum and begins a new one. @return {@code sha256:} and 64 hexadecimal digits */
    public String finish() {
        return "sha256:" + HexFormat.of().formatHex(digest.digest());
    }

    /** A fresh SHA-256. */
    public static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
