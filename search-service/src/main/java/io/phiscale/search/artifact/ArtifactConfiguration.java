package io.phiscale.search.artifact;

import io.phiscale.artifact.ArtifactStore;
import io.phiscale.artifact.DirectoryStore;
import io.phiscale.artifact.S3Credentials;
import io.phiscale.artifact.S3Settings;
import io.phiscale.artifact.S3Store;
import io.phiscale.search.configuration.PhiscaleProperties;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Where checkpoints are kept: the configured bucket, else a directory. */
@Configuration(proxyBeanMethods = false)
class ArtifactConfiguration {
    @Bean(destroyMethod = "close")
    ArtifactStore artifactStore(PhiscaleProperties properties) {
        PhiscaleProperties.S3 bucket = properties.artifacts().s3();
        return bucket.bucket() == null ? directory(properties) : s3(bucket, bucket.bucket());
    }

    private static ArtifactStore s3(PhiscaleProperties.S3 configured, String bucket) {
        S3Settings settings = new S3Settings(
                configured.endpoint(), configured.region(), bucket, configured.prefix(), configured.pathStyle());
        String key = configured.accessKey();
        String secret = configured.secretKey();
        return key == null || secret == null
                ? new S3Store(settings)
                : new S3Store(settings, new S3Credentials(key, secret));
    }

    /** Beside the embedded database, so that what belongs together lies together. */
    private static ArtifactStore directory(PhiscaleProperties properties) {
        Path configured = properties.artifacts().directory();
        Path database = properties.database().directory();
        if (configured != null) {
            return new DirectoryStore(configured);
        }
        return new DirectoryStore(database == null ? defaultDirectory() : database.resolve("artifacts"));
    }

    private static Path defaultDirectory() {
        @Nullable String data = System.getenv("XDG_DATA_HOME");
        Path root = data == null || data.isBlank()
                ? Path.of(System.getProperty("user.home"), ".local", "share")
                : Path.of(data);
        return root.resolve("phiscale").resolve("artifacts");
    }
}
