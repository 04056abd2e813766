package io.phiscale.bucket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.phiscale.agent.coordinator.HttpCoordinator;
import io.phiscale.protocol.engine.Device;
import io.phiscale.protocol.engine.Engines;
import io.phiscale.protocol.trainer.SplitMetrics;
import io.phiscale.protocol.trainer.TrialResult;
import io.phiscale.protocol.trial.CheckpointReference;
import io.phiscale.protocol.trial.Claim;
import io.phiscale.protocol.trial.ClaimRequest;
import io.phiscale.protocol.trial.Command;
import io.phiscale.protocol.trial.Release;
import io.phiscale.protocol.trial.ResultReport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A coordinator as a program of its own, and a server that speaks S3, keeps objects in a folder, and checks signatures. */
class BucketIT {
    private static final Path HOME = Path.of(System.getProperty("phiscale.home"));
    private static final Duration START = Duration.ofMinutes(2);
    private static final String BUCKET = "checkpoints";
    private static final String SEARCH =
            """
            baseline: mbconv-nano
            strategy: {kind: simplex, divisions: 1}
            dataset: {name: shapes, trainingImages: 128, validationImages: 64}
            controls: false
            """;

    @TempDir
    private Path directory;

    private Path objects;
    private S3Proxy server;
    private Process coordinator;

    @BeforeEach
    void start() throws Exception {
        objects = Files.createDirectory(directory.resolve("objects"));
        FilesystemNio2BlobStore store = new FilesystemNio2BlobStore(objects.toString());
        store.createContainer(BUCKET);
        server = S3Proxy.builder()
                .blobStore(store)
                .endpoint(URI.create("http://127.0.0.1:0"))
                .awsAuthentication(AuthenticationType.AWS_V4, "the-access-key", "the-secret-key")
                .build();
        server.start();
        coordinator = startCoordinator("http://127.0.0.1:" + server.getPort());
    }

    private Process startCoordinator(String endpoint) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx320m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        HOME.resolve("search-service/target/app") + "/*",
                        "io.phiscale.search.PhiscaleService",
                        "--server.port=0",
                        "--phiscale.ready-file=" + directory.resolve("ready"),
                        "--phiscale.database.directory=" + directory.resolve("postgres"),
                        "--phiscale.artifacts.s3.bucket=" + BUCKET,
                        "--phiscale.artifacts.s3.endpoint=" + endpoint,
                        "--phiscale.artifacts.s3.prefix=of/phiscale",
                        "--phiscale.artifacts.s3.access-key=the-access-key",
                        "--phiscale.artifacts.s3.secret-key=the-secret-key",
                        "--phiscale.artifacts.s3.path-style=true")
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("log").toFile())
                .start();
    }

    @AfterEach
    void stop() throws Exception {
        coordinator.destroy();
        coordinator.waitFor(60, TimeUnit.SECONDS);
        server.stop();
    }

    @Test
    void aTrainingGoesOnFromACheckpointInABucketAndLeavesNothingThere() throws Exception {
        URI address = awaitReady();
        submit(address);
        HttpCoordinator worker = new HttpCoordinator(address, null);
        Claim first = claim(worker);
        Path file = Files.write(directory.resolve("checkpoint"), bytes());
        CheckpointReference reference = new CheckpointReference(sha256(bytes()), bytes().length, 1, 0.5);

        assertThat(worker.checkpoint(first.trial(), first.token(), reference, file))
                .isEqualTo(Command.CONTINUE);

        assertThat(stored()).hasSize(1);
        worker.release(first.trial(), new Release(first.token()));
        Claim second = claim(worker);
        assertThat(second.trial()).isEqualTo(first.trial());
        assertThat(second.checkpoint()).isEqualTo(reference);
        Path copy = directory.resolve("copy");
        worker.download(second.trial(), second.token(), reference, copy);
        assertThat(copy).hasBinaryContent(bytes());

        SplitMetrics metrics = new SplitMetrics(0.5, 0.9, 1);
        worker.result(
                second.trial(),
                new ResultReport(
                        second.token(),
                        new TrialResult(
                                false, 2, metrics, metrics, 512, 0.0, null, 1 << 20, 3, Map.of("engine", "none"))));

        await().atMost(START).until(() -> stored().isEmpty());
    }

    private URI awaitReady() throws IOException {
        Path ready = directory.resolve("ready");
        await().atMost(START).until(() -> Files.exists(ready) || !coordinator.isAlive());
        assertThat(ready).as(Files.readString(directory.resolve("log"))).exists();
        return URI.create(Files.readString(ready));
    }

    private static void submit(URI address) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(address.resolve("/api/searches"))
                .header("Content-Type", "application/yaml")
                .POST(BodyPublishers.ofString(SEARCH))
                .build();
        assertThat(HttpClient.newHttpClient()
                        .send(request, BodyHandlers.discarding())
                        .statusCode())
                .isEqualTo(201);
    }

    private static Claim claim(HttpCoordinator worker) {
        return worker.claim(new ClaimRequest("one", Engines.ALL, Device.cpu(""), 1L << 50, 1, List.of(), 0))
                .orElseThrow();
    }

    private List<Path> stored() throws IOException {
        try (Stream<Path> files = Files.walk(objects.resolve(BUCKET).resolve("of/phiscale"))) {
            return files.filter(Files::isRegularFile).toList();
        } catch (UncheckedIOException removed) {
            // With what was in it, meanwhile.
            return stored();
        } catch (NoSuchFileException noneYet) {
            return List.of();
        }
    }

    private static byte[] bytes() {
        byte[] bytes = new byte[100_000];
        new Random(1).nextBytes(bytes);
        return bytes;
    }

    private static String sha256(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }
}
