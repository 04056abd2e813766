package io.phiscale.artifact;

import static io.phiscale.artifact.Bytes.get;
import static io.phiscale.artifact.Bytes.put;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.phiscale.artifact.ArtifactStoreException.Kind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.exception.SdkException;

/** An S3 server that refuses, is not there, or breaks off. */
class S3FailuresIT {
    private static final int MEBIBYTE = 1 << 20;

    @TempDir
    private Path objects;

    private S3Server server;
    private Gate gate;

    @BeforeEach
    void start() throws Exception {
        server = S3Server.start(objects);
        gate = new Gate(server.port());
    }

    @AfterEach
    void stop() throws Exception {
        gate.close();
        server.stop();
    }

    @Test
    void aWrongSecretKeyIsOneSentenceWithoutTheKey() {
        S3Credentials wrong = new S3Credentials(S3Server.CREDENTIALS.accessKey(), "a-wrong-secret");
        try (S3Store store = new S3Store(S3Server.settings(server.endpoint(), ""), wrong)) {
            everyUse(store, (tried, failed) -> {
                assertThat(failed.kind()).isEqualTo(Kind.DENIED);
                assertThat(failed)
                        .hasMessage(
                                "cannot %s in the S3 bucket artifacts at %s: the server does not accept the credentials (SignatureDoesNotMatch, status 403): check the access key and its secret key",
                                tried, server.endpoint());
                assertThat(failed).hasStackTraceContaining("SignatureDoesNotMatch");
            });
        }
    }

    @Test
    void anUnknownAccessKeyIsOneSentence() {
        S3Credentials wrong = new S3Credentials("unknown", "a-wrong-secret");
        try (S3Store store = new S3Store(S3Server.settings(server.endpoint(), ""), wrong)) {
            everyUse(store, (tried, failed) -> {
                assertThat(failed.kind()).isEqualTo(Kind.DENIED);
                assertThat(failed).hasMessageContaining("does not accept the credentials (InvalidAccessKeyId");
            });
        }
    }

    @Test
    void aServerThatIsNotThereIsOneSentence() throws IOException {
        URI nowhere = nowhere();
        try (S3Store store = new S3Store(S3Server.settings(nowhere, ""), S3Server.CREDENTIALS)) {
            everyUse(store, (tried, failed) -> {
                assertThat(failed.kind()).isEqualTo(Kind.UNREACHABLE);
                assertThat(failed)
                        .hasMessageMatching(
                                "cannot \\Q%s in the S3 bucket artifacts at %s\\E: the server cannot be reached \\(.*Connection refused\\): check the endpoint, the network, and that it runs"
                                        .formatted(tried, nowhere));
            });
        }
    }

    /** A port that was free just now. */
    private static URI nowhere() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return URI.create("http://127.0.0.1:" + free.getLocalPort());
        }
    }

    @Test
    void aBucketThatDoesNotExistIsOneSentence() {
        S3Settings settings = new S3Settings(server.endpoint(), "us-east-1", "nothing-here", "", true);
        try (S3Store store = new S3Store(settings, S3Server.CREDENTIALS)) {
            everyUseButDeleting(store, (tried, failed) -> {
                assertThat(failed.kind()).isEqualTo(Kind.UNREACHABLE);
                assertThat(failed)
                        .hasMessage(
                                "cannot %s in the S3 bucket nothing-here at %s: there is no such bucket: create it, or name another",
                                tried, server.endpoint());
            });
        }
    }

    @Test
    void credentialsThatAreNowhereAreOneSentence() {
        assumeTrue(
                Stream.of("ACCESS_KEY_ID", "WEB_IDENTITY_TOKEN_FILE", "CONTAINER_CREDENTIALS_RELATIVE_URI")
                        .allMatch(name -> System.getenv("AWS_" + name) == null),
                "the environment has credentials of Amazon's");
        Map<String, String> nowhere = Map.of(
                "aws.sharedCredentialsFile", objects.resolve("none").toString(),
                "aws.configFile", objects.resolve("none").toString(),
                "aws.disableEc2Metadata", "true");
        nowhere.forEach(System::setProperty);
        try (S3Store store = new S3Store(S3Server.settings(server.endpoint(), ""))) {
            everyUse(store, (tried, failed) -> {
                assertThat(failed.kind()).isEqualTo(Kind.DENIED);
                assertThat(failed)
                        .hasMessage(
                                "cannot %s in the S3 bucket artifacts at %s: no credentials are configured, in the environment or for this machine: give an access key and its secret key",
                                tried, server.endpoint());
            });
        } finally {
            nowhere.keySet().forEach(System::clearProperty);
        }
    }

    private interface Expectation {
        void check(String tried, ArtifactStoreException failed);
    }

    private static void everyUse(ArtifactStore store, Expectation expectation) {
        everyUseButDeleting(store, expectation);
        expectation.check("delete a", failure(store, each -> each.delete("a")));
    }

    /** To the server of these tests, what is in no bucket is deleted already. */
    private static void everyUseButDeleting(ArtifactStore store, Expectation expectation) {
        expectation.check("store a", failure(store, each -> put(each, "a", Bytes.random(10))));
        expectation.check("store a", failure(store, each -> put(each, "a", Bytes.random(3 * MEBIBYTE))));
        expectation.check("open a", failure(store, each -> each.open("a")));
    }

    private static ArtifactStoreException failure(ArtifactStore store, Consumer<ArtifactStore> use) {
        ArtifactStoreException failed = catchThrowableOfType(ArtifactStoreException.class, () -> use.accept(store));
        for (Throwable each = failed; each != null; each = each.getCause()) {
            assertThat(String.valueOf(each.getMessage())).doesNotContain("secret-key", "wrong-secret");
        }
        return failed;
    }

    @Test
    void whatIsHardlySentIsTriedAgainFromItsStart() {
        try (S3Store store = storeBehindGate()) {
            for (int size : new int[] {0, 1000, 3 * MEBIBYTE}) {
                gate.breakAfterSent(0, 2);
                assertThatRoundTrips(store, size);
            }
            gate.breakAfterSent(50_000, 2);
            assertThatRoundTrips(store, MEBIBYTE - 1);
        }
    }

    private static void assertThatRoundTrips(ArtifactStore store, int size) {
        byte[] bytes = Bytes.random(size);
        assertThat(put(store, "a", bytes)).isEqualTo(new Stored(Bytes.sha256(bytes), size));
        assertThat(get(store, "a")).isEqualTo(bytes);
    }

    @Test
    void whatIsPartlySentIsNotTriedAgainAndLeavesNothing() {
        try (S3Store store = storeBehindGate()) {
            gate.breakAfterSent(4 * MEBIBYTE, 1);

            ArtifactStoreException failed = failure(store, each -> put(each, "a", Bytes.random(16 * MEBIBYTE)));

            assertThat(failed.kind()).isEqualTo(Kind.UNREACHABLE);
            assertThat(failed).cause().isInstanceOfSatisfying(SdkException.class, cause -> assertThat(
                            cause.numAttempts())
                    .isEqualTo(1));
            assertThat(server.keys("")).doesNotContain("a");
        }
    }

    @Test
    void aReaderIsToldWhenTheServerBreaksOff() throws IOException {
        try (S3Store store = storeBehindGate()) {
            put(store, "a", Bytes.random(8 * MEBIBYTE));
            gate.breakAfterAnswered(MEBIBYTE, 1);

            try (Content content = store.open("a")) {
                assertThat(content.size()).isEqualTo(8 * MEBIBYTE);
                assertThatThrownBy(() -> content.stream().readAllBytes()).isInstanceOf(IOException.class);
            }
        }
    }

    private S3Store storeBehindGate() {
        return new S3Store(S3Server.settings(gate.endpoint(), ""), S3Server.CREDENTIALS);
    }

    @Test
    void settingsThatMakeNoSenseAreRefused() {
        for (String endpoint :
                List.of("ftp://host", "host", "http://user:password@host", "http:///x", "http://h?a=b")) {
            assertThatThrownBy(() -> S3Server.settings(URI.create(endpoint), ""))
                    .isInstanceOf(ArtifactStoreException.class)
                    .hasMessageContaining("http://")
                    .hasMessageNotContaining("password@");
        }
        for (String prefix : List.of("/a", "a/", "..", " ")) {
            assertThatThrownBy(() -> S3Server.settings(server.endpoint(), prefix))
                    .isInstanceOf(ArtifactStoreException.class);
        }
        for (String region : List.of("", "eu central", "eu/1", "-")) {
            assertThatThrownBy(() -> new S3Settings(null, region, "bucket", "", false))
                    .isInstanceOfSatisfying(ArtifactStoreException.class, refused -> assertThat(refused.kind())
                            .isEqualTo(Kind.INVALID_SETTINGS))
                    .hasMessageContaining("'%s' is no region of S3", region);
        }
        assertThatThrownBy(() -> new S3Settings(null, "eu-central-1", "a/b", "", false))
                .isInstanceOf(ArtifactStoreException.class)
                .hasMessage("'a/b' is no bucket of S3: give its name alone");
        assertThatThrownBy(() -> new S3Credentials("key", "")).isInstanceOf(ArtifactStoreException.class);
        assertThat(S3Server.CREDENTIALS).hasToString("S3Credentials[…]");
    }
}
