package io.phiscale.artifact;

import io.phiscale.artifact.ArtifactStoreException.Kind;

/** An access key of S3 and the secret that goes with it, which its string form leaves out. */
public record S3Credentials(String accessKey, String secretKey) {
    /** @throws ArtifactStoreException where one is empty */
    public S3Credentials {
        if (accessKey.isBlank() || secretKey.isBlank()) {
            throw new ArtifactStoreException(
                    Kind.INVALID_SETTINGS, "an access key of S3 needs its secret key, and the other way round", null);
        }
    }

    @Override
    public String toString() {
        return "S3Credentials[…]";
    }
}
