package io.phiscale.artifact;

import io.phiscale.artifact.ArtifactStoreException.Kind;
import java.io.InputStream;
import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/**
 * Artifacts as objects of a bucket at Amazon or at any server that speaks S3. Content streams through, with a checksum
 * that the server verifies; for servers that know none the SDK's environment variable
 * {@code AWS_REQUEST_CHECKSUM_CALCULATION=when_required} leaves it out. At most {@value #MAXIMUM_CONNECTIONS} objects are
 * read and written at a time. Making a store reaches no server yet.
 */
public final class S3Store implements ArtifactStore {
    /** What S3 takes in one request: 5 GiB. */
    public static final long MAXIMUM_SIZE = 5L << 30;

    private static final int MAXIMUM_CONNECTIONS = 64;
    private static final Duration CONNECT = Duration.ofSeconds(10);
    /** Without a byte; however long a transfer takes in all. */
    private static final Duration SILENCE = Duration.ofSeconds(60);

    private static final Duration FREE_CONNECTION = Duration.ofSeconds(30);

    private final S3Settings settings;
    private final S3Client client;
    private final S3Failures failures;
    private final RetryFromStart retries = new RetryFromStart(AwsRetryStrategy.standardRetryStrategy());

    /** With the credentials that the SDK finds: environment, profile, service account or machine, in this order. */
    public S3Store(S3Settings settings) {
        this(settings, DefaultCredentialsProvider.builder().build());
    }

    public S3Store(S3Settings settings, S3Credentials credentials) {
        this(
                settings,
                StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(credentials.accessKey(), credentials.secretKey())));
    }

    private S3Store(S3Settings settings, AwsCredentialsProvider credentials) {
        this.settings = settings;
        this.failures = new S3Failures(settings.place());
        S3ClientBuilder builder = S3Client.builder()
                .region(Region.of(settings.region()))
                .forcePathStyle(settings.pathStyle())
                .credentialsProvider(credentials)
                .overrideConfiguration(configuration -> configuration.retryStrategy(retries))
                .httpClientBuilder(Apache5HttpClient.builder()
                        .maxConnections(MAXIMUM_CONNECTIONS)
                        .connectionTimeout(CONNECT)
                        .connectionAcquisitionTimeout(FREE_CONNECTION)
                        .socketTimeout(SILENCE)
                        .tcpKeepAlive(true));
        if (settings.endpoint() != null) {
            builder.endpointOverride(settings.endpoint());
        }
        this.client = builder.build();
    }

    @Override
    public Stored put(String key, InputStream content, long size) {
        ArtifactKey.check(key);
        if (size > MAXIMUM_SIZE) {
            throw new ArtifactStoreException(
                    Kind.TOO_LARGE,
                    "cannot store %s in %s: it has %d bytes, and S3 takes at most %d: store less, or use a directory"
                            .formatted(key, settings.place(), size, MAXIMUM_SIZE),
                    null);
        }
        MeasuredStream measured = MeasuredStream.of(key, content, size);
        RewindableStream body = new RewindableStream(measured);
        try {
            retries.send(
                    body,
                    () -> client.putObject(
                            request -> request.bucket(settings.bucket()).key(settings.objectKey(key)),
                            RequestBody.fromContentProvider(body::fromStart, size, "application/octet-stream")));
            return measured.stored();
        } catch (RuntimeException failed) {
            throw measured.failure()
                    .orElseGet(
                            () -> failures.of("store " + key, measured.count() == 0 ? failed : refusalOr(failed, key)));
        }
    }

    /** A server that refuses content while it is sent hangs up, and its answer is lost: it is asked for another one. */
    private RuntimeException refusalOr(RuntimeException failed, String key) {
        if (failed instanceof AwsServiceException) {
            return failed;
        }
        try {
            get(key).abort();
            return failed;
        } catch (NoSuchKeyException notRefused) {
            return failed;
        } catch (AwsServiceException refused) {
            refused.addSuppressed(failed);
            return refused;
        } catch (RuntimeException noBetter) {
            return failed;
        }
    }

    private ResponseInputStream<GetObjectResponse> get(String key) {
        return client.getObject(request -> request.bucket(settings.bucket()).key(settings.objectKey(key)));
    }

    @Override
    public Content open(String key) {
        ArtifactKey.check(key);
        try {
            ResponseInputStream<GetObjectResponse> response = get(key);
            return new Content(
                    new S3ResponseStream(response), response.response().contentLength());
        } catch (NoSuchKeyException missing) {
            throw new ArtifactMissingException(key, settings.place(), missing);
        } catch (RuntimeException failed) {
            throw failures.of("open " + key, failed);
        }
    }

    @Override
    public void delete(String key) {
        ArtifactKey.check(key);
        try {
            client.deleteObject(request -> request.bucket(settings.bucket()).key(settings.objectKey(key)));
        } catch (NoSuchKeyException missing) {
            // Amazon is content with it; not every other server is.
        } catch (RuntimeException failed) {
            throw failures.of("delete " + key, failed);
        }
    }

    /** Breaks off what is being read and written. */
    @Override
    public void close() {
        client.close();
    }
}
