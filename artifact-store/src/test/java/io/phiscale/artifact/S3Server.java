package io.phiscale.artifact;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/** A server that speaks S3, keeps objects in a directory, and checks signatures. */
final class S3Server {
    static final S3Credentials CREDENTIALS = new S3Credentials("the-access-key", "the-secret-key");
    static final String BUCKET = "artifacts";

    private final S3Proxy server;

    private S3Server(S3Proxy server) {
        this.server = server;
    }

    static S3Server start(Path directory) throws Exception {
        FilesystemNio2BlobStore objects = new FilesystemNio2BlobStore(directory.toString());
        objects.createContainer(BUCKET);
        S3Proxy server = S3Proxy.builder()
                .blobStore(objects)
                .endpoint(URI.create("http://127.0.0.1:0"))
                .awsAuthentication(AuthenticationType.AWS_V4, CREDENTIALS.accessKey(), CREDENTIALS.secretKey())
                .build();
        server.start();
        return new S3Server(server);
    }

    int port() {
        return server.getPort();
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + port());
    }

    static S3Settings settings(URI endpoint, String prefix) {
        return new S3Settings(endpoint, "us-east-1", BUCKET, prefix, true);
    }

    /** Of all objects that begin with the prefix. */
    List<String> keys(String prefix) {
        try (S3Client client = S3Client.builder()
                .endpointOverride(endpoint())
                .region(Region.US_EAST_1)
                .forcePathStyle(true)
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(CREDENTIALS.accessKey(), CREDENTIALS.secretKey())))
                .build()) {
            return client.listObjectsV2(request -> request.bucket(BUCKET).prefix(prefix)).contents().stream()
                    .map(S3Object::key)
                    .toList();
        }
    }

    void stop() throws Exception {
        server.stop();
    }
}
