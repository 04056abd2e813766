package io.phiscale.artifact;

import io.phiscale.artifact.ArtifactStoreException.Kind;
import java.io.IOException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;

/** What an S3 server's errors mean, and what to do about them. Its own words stay in the cause: they may say too much. */
record S3Failures(String place) {
    private static final Set<String> WRONG_KEYS =
            Set.of("InvalidAccessKeyId", "SignatureDoesNotMatch", "ExpiredToken", "InvalidToken");
    private static final Set<String> OTHER_REGION =
            Set.of("AuthorizationHeaderMalformed", "PermanentRedirect", "IllegalLocationConstraintException");
    private static final Set<String> FULL =
            Set.of("QuotaExceeded", "XMinioStorageFull", "XMinioAdminBucketQuotaExceeded", "InsufficientStorage");
    private static final int INSUFFICIENT_STORAGE = 507;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SERVER_ERROR = 500;

    /** @param tried follows "cannot" */
    ArtifactStoreException of(String tried, RuntimeException failed) {
        if (failed instanceof AwsServiceException answer) {
            return answered(tried, answer);
        }
        if (failed instanceof AbortedException) {
            return failure(Kind.FAILED, tried, "it was interrupted: try again", failed);
        }
        if (String.valueOf(failed.getMessage()).contains("Unable to load credentials")) {
            return failure(
                    Kind.DENIED,
                    tried,
                    "no credentials are configured, in the environment or for this machine: give an access key and its secret key",
                    failed);
        }
        IOException network = network(failed);
        return network != null
                ? failure(
                        Kind.UNREACHABLE,
                        tried,
                        "the server cannot be reached (%s): check the endpoint, the network, and that it runs"
                                .formatted(network.getMessage()),
                        failed)
                : failure(Kind.FAILED, tried, failed.getMessage() + ": see its cause in the log", failed);
    }

    private ArtifactStoreException answered(String tried, AwsServiceException answer) {
        int status = answer.statusCode();
        AwsErrorDetails details = answer.awsErrorDetails();
        String code = details == null || details.errorCode() == null ? "" : details.errorCode();
        String said = code.isEmpty() ? "status " + status : code + ", status " + status;
        if (code.equals("NoSuchBucket")) {
            return failure(Kind.UNREACHABLE, tried, "there is no such bucket: create it, or name another", answer);
        }
        if (status == INSUFFICIENT_STORAGE || FULL.contains(code)) {
            return failure(
                    Kind.NO_SPACE,
                    tried,
                    "no space is left there or a quota is used up (%s): delete what is not needed, or give it more"
                            .formatted(said),
                    answer);
        }
        if (code.equals("EntityTooLarge")) {
            return failure(Kind.TOO_LARGE, tried, "the server takes no objects of this size: store less", answer);
        }
        if (WRONG_KEYS.contains(code)) {
            return failure(
                    Kind.DENIED,
                    tried,
                    "the server does not accept the credentials (%s): check the access key and its secret key"
                            .formatted(said),
                    answer);
        }
        if (code.equals("RequestTimeTooSkewed")) {
            return failure(Kind.DENIED, tried, "this machine's clock is wrong (%s): set it".formatted(said), answer);
        }
        if (OTHER_REGION.contains(code)) {
            return failure(
                    Kind.FAILED, tried, "the bucket is in another region (%s): name that one".formatted(said), answer);
        }
        if (status == 401 || status == 403) {
            return failure(
                    Kind.DENIED,
                    tried,
                    "the server refuses it (%s): allow to get, put, delete and list objects".formatted(said),
                    answer);
        }
        if (status >= SERVER_ERROR || status == TOO_MANY_REQUESTS) {
            return failure(
                    Kind.UNREACHABLE, tried, "the server is not able to (%s): try again".formatted(said), answer);
        }
        return failure(Kind.FAILED, tried, "the server answers %s: see the log".formatted(said), answer);
    }

    private ArtifactStoreException failure(Kind kind, String tried, String why, RuntimeException cause) {
        return new ArtifactStoreException(kind, "cannot %s in %s: %s".formatted(tried, place, why), cause);
    }

    private static @Nullable IOException network(Throwable failed) {
        for (Throwable each = failed; each != null; each = each.getCause()) {
            if (each instanceof IOException network) {
                return network;
            }
        }
        return null;
    }
}
