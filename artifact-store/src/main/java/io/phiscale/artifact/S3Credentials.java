package io.phiscale.artifact;

/** An access key of S3 and the secret that goes with it, which its string form leaves out. */
public record S3Credentials(String accessKey, String secretKey) {
    /** @throws IllegalArgumentException where one is empty */
    public S3Credentials {
        if (accessKey.isBlank() || secretKey.isBlank()) {
            throw new IllegalArgumentException("an access key of S3 needs its secret key, and the other way round");
        }
    }

    @Override
    public String toString() {
        return "S3Credentials[…]";
    }
}
