package io.phiscale.artifact;

import io.phiscale.artifact.ArtifactStoreException.Kind;
import java.util.regex.Pattern;

/** What may be a key: names that mean the same to every file system and every S3 server, and lead out of none. */
final class ArtifactKey {
    private static final int MAXIMUM_LENGTH = 512;
    // A name that begins with a dot is a file system's or the store's own.
    private static final String SEGMENT = "[A-Za-z0-9_-][A-Za-z0-9._-]{0,254}";
    private static final Pattern KEY = Pattern.compile(SEGMENT + "(/" + SEGMENT + ")*");

    private ArtifactKey() {}

    static boolean isValid(String key) {
        return key.length() <= MAXIMUM_LENGTH && KEY.matcher(key).matches() && !key.contains("..");
    }

    static void check(String key) {
        if (!isValid(key)) {
            throw new ArtifactStoreException(
                    Kind.INVALID_KEY,
                    "'%s' is no key: give at most %d characters in segments of A-Z, a-z, 0-9, '.', '_' and '-' with '/' between them, where none is empty, begins with '.', contains '..' or has more than 255 characters"
                            .formatted(key, MAXIMUM_LENGTH),
                    null);
        }
    }
}
