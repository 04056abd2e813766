package io.phiscale.artifact;

import static io.phiscale.artifact.Bytes.get;
import static io.phiscale.artifact.Bytes.put;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class S3StoreIT extends ArtifactStoreContract {
    @TempDir
    private static Path objects;

    private static S3Server server;

    private String prefix;
    private S3Store store;

    @BeforeAll
    static void start() throws Exception {
        server = S3Server.start(objects);
    }

    @AfterAll
    static void stop() throws Exception {
        server.stop();
    }

    @BeforeEach
    void open() {
        prefix = "test/" + UUID.randomUUID();
        store = new S3Store(S3Server.settings(server.endpoint(), prefix), S3Server.CREDENTIALS);
    }

    @AfterEach
    void close() {
        keys().forEach(store::delete);
        store.close();
    }

    @Override
    public ArtifactStore store() {
        return store;
    }

    @Override
    public List<String> keys() {
        return server.keys(prefix + "/").stream()
                .map(key -> key.substring(prefix.length() + 1))
                .toList();
    }

    @Test
    void storesOfOtherPrefixesAndOfNoneShareABucket() {
        put(store, "a", Bytes.random(10));

        try (S3Store other = store(prefix + "0");
                S3Store whole = store("")) {
            assertThatThrownBy(() -> other.open("a")).isInstanceOf(ArtifactMissingException.class);
            assertThat(get(whole, prefix + "/a")).isEqualTo(Bytes.random(10));
        }
    }

    private static S3Store store(String prefix) {
        return new S3Store(S3Server.settings(server.endpoint(), prefix), S3Server.CREDENTIALS);
    }

    @Test
    void credentialsAreFoundWhereTheSdkLooksForThem() {
        System.setProperty("aws.accessKeyId", S3Server.CREDENTIALS.accessKey());
        System.setProperty("aws.secretAccessKey", S3Server.CREDENTIALS.secretKey());
        try (S3Store found = new S3Store(S3Server.settings(server.endpoint(), prefix))) {
            put(found, "a", Bytes.random(10));
        } finally {
            System.clearProperty("aws.accessKeyId");
            System.clearProperty("aws.secretAccessKey");
        }
        assertThat(keys()).containsExactly("a");
    }

    @Test
    void moreThanOneRequestTakesIsRefusedBeforeAnythingIsSent() {
        long size = S3Store.MAXIMUM_SIZE + 1;

        assertThatThrownBy(() -> store.put("a", Bytes.zeros(size), size))
                .isInstanceOfSatisfying(ArtifactStoreException.class, refused -> assertThat(refused.kind())
                        .isEqualTo(ArtifactStoreException.Kind.TOO_LARGE))
                .hasMessage(
                        "cannot store a in the S3 bucket artifacts at %s: it has 5368709121 bytes, and S3 takes at most 5368709120: store less, or use a directory",
                        server.endpoint());
    }
}
