package io.phiscale.artifact;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Where artifacts are in S3.
 *
 * @param endpoint {@code http} or {@code https}; without it Amazon's own for the region
 * @param region such as {@code eu-central-1}; other servers than Amazon's mostly want {@code us-east-1}
 * @param prefix a key below which all artifacts lie, or empty
 * @param pathStyle whether the bucket stands in the path, and not in the host's name, as other servers mostly want it
 */
public record S3Settings(@Nullable URI endpoint, String region, String bucket, String prefix, boolean pathStyle) {
    /** S3 takes 1024 bytes, of which a key needs 512 and the {@code /} before it one. */
    private static final int LONGEST_PREFIX = 511;

    /** @throws IllegalArgumentException where one of them makes no sense */
    public S3Settings {
        if (endpoint != null && !isServer(endpoint)) {
            // It may hold a password, and is not repeated therefore.
            throw new IllegalArgumentException(
                    "the endpoint of S3 must be http:// or https:// with a host and perhaps a port and path, without user and password");
        }
        if (region.isBlank()) {
            throw new IllegalArgumentException("the region of S3 is empty: give us-east-1 where the server has none");
        }
        if (bucket.isBlank() || bucket.contains("/")) {
            throw new IllegalArgumentException("'%s' is no bucket of S3: give its name alone".formatted(bucket));
        }
        if (!prefix.isEmpty() && (!ArtifactKey.isValid(prefix) || prefix.length() > LONGEST_PREFIX)) {
            throw new IllegalArgumentException(
                    "'%s' is no prefix of artifacts in S3: give at most %d characters, names with '/' between them and none at its ends"
                            .formatted(prefix, LONGEST_PREFIX));
        }
    }

    private static boolean isServer(URI endpoint) {
        return ("http".equalsIgnoreCase(endpoint.getScheme()) || "https".equalsIgnoreCase(endpoint.getScheme()))
                && endpoint.getHost() != null
                && endpoint.getRawUserInfo() == null
                && endpoint.getRawQuery() == null
                && endpoint.getRawFragment() == null;
    }

    /** For messages. */
    String place() {
        return "the S3 bucket %s%s".formatted(bucket, endpoint == null ? " in " + region : " at " + endpoint);
    }

    String objectKey(String keyOrPrefix) {
        return prefix.isEmpty() ? keyOrPrefix : prefix + "/" + keyOrPrefix;
    }

    String key(String objectKey) {
        return prefix.isEmpty() ? objectKey : objectKey.substring(prefix.length() + 1);
    }
}
