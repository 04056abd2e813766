package io.phiscale.artifact;

import io.phiscale.artifact.ArtifactStoreException.Kind;
import java.net.URI;
import java.util.regex.Pattern;
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

    /** It becomes part of a host's name. */
    private static final Pattern REGION = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?");

    /** @throws ArtifactStoreException where one of them makes no sense */
    public S3Settings {
        if (endpoint != null && !isServer(endpoint)) {
            // It may hold a password, and is not repeated therefore.
            throw invalid(
                    "the endpoint of S3 is not what it can be: give http:// or https:// with a host and perhaps a port and"
                            + " path, without user and password");
        }
        if (!REGION.matcher(region).matches()) {
            throw invalid(
                    "'%s' is no region of S3: give one such as eu-central-1, or us-east-1 where the server has none"
                            .formatted(region));
        }
        if (bucket.isBlank() || bucket.contains("/")) {
            throw invalid("'%s' is no bucket of S3: give its name alone".formatted(bucket));
        }
        if (!prefix.isEmpty() && (!ArtifactKey.isValid(prefix) || prefix.length() > LONGEST_PREFIX)) {
            throw invalid(
                    "'%s' is no prefix of artifacts in S3: give at most %d characters, names with '/' between them and none at its ends"
                            .formatted(prefix, LONGEST_PREFIX));
        }
    }

    private static ArtifactStoreException invalid(String why) {
        return new ArtifactStoreException(Kind.INVALID_SETTINGS, why, null);
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

    String objectKey(String key) {
        return prefix.isEmpty() ? key : prefix + "/" + key;
    }
}
