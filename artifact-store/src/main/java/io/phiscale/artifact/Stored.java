package io.phiscale.artifact;

import java.util.regex.Pattern;

/**
 * What was stored, counted and hashed on its way.
 *
 * @param sha256 64 hexadecimal digits in lower case
 * @param size bytes
 */
public record Stored(String sha256, long size) {
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    public Stored {
        if (!SHA256.matcher(sha256).matches()) {
            throw new IllegalArgumentException("not a SHA-256 in hexadecimal digits: " + sha256);
        }
        if (size < 0) {
            throw new IllegalArgumentException("a size below zero: " + size);
        }
    }
}
