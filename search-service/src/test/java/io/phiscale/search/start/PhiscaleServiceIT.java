package io.phiscale.search.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.phiscale.protocol.trial.Claim;
import io.phiscale.search.fixture.FakeWorker;
import io.phiscale.search.fixture.Http;
import io.phiscale.search.fixture.Reply;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The coordinator as a program of its own, with its embedded PostgreSQL. */
class PhiscaleServiceIT {
    private static final Duration START = Duration.ofMinutes(1);
    private static final String SHA256_OF_HALVES = "6390dfb88622c29aff797f91b2d076c67eb0eae773c39f742d8fb2086f01dd0d";

    @TempDir
    private Path directory;

    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void stop() throws InterruptedException {
        for (Process process : started) {
            process.destroy();
            process.waitFor(30, TimeUnit.SECONDS);
        }
    }

    @Test
    void itSaysWhereItIsEndsQuicklyWhileWorkersAndPagesWaitAndStartsWhereItLeftOff() throws Exception {
        Path ready = directory.resolve("ready");
        Process first = start("--server.port=0", "--phiscale.ready-file=" + ready);
        Http client = awaitReady(first, ready);
        String id = client.postYaml("/api/searches", SPECIFICATION)
                .json()
                .path("id")
                .asString();
        FakeWorker worker =
                FakeWorker.at(client, "one").withEngines("another engine").withMemory(1);
        CompletableFuture<Reply> page = CompletableFuture.supplyAsync(() -> client.get("/searches/" + id + "/events"));
        CompletableFuture<Optional<Claim>> waiting = CompletableFuture.supplyAsync(() -> worker.claim(30));
        await().until(() -> client.get("/api/workers").body().contains("one"));
        // The page's, the worker's, and that of whoever has just asked.
        await().until(() -> connections(client.port()) >= 3);

        first.destroy();

        assertThat(first.waitFor(15, TimeUnit.SECONDS)).isTrue();
        assertThat(waiting.join()).isEmpty();
        assertThat(page.join().status()).isEqualTo(200);
        Files.delete(ready);
        Process second = start("--server.port=0", "--phiscale.ready-file=" + ready);
        Http again = awaitReady(second, ready);
        assertThat(again.get("/api/searches/" + id).json().path("name").asString())
                .isEqualTo("kept");
    }

    /** As the kernel lists them: nobody else knows whether a page that waits has been heard of. */
    private static long connections(int port) throws IOException {
        Pattern established = Pattern.compile("\\s*\\d+: [0-9A-F]+:%04X \\S+ 01 .*".formatted(port));
        long found = 0;
        for (String table : List.of("/proc/net/tcp", "/proc/net/tcp6")) {
            try (Stream<String> lines = Files.lines(Path.of(table))) {
                found += lines.filter(line -> established.matcher(line).matches())
                        .count();
            }
        }
        return found;
    }

    @Test
    void aCheckpointThatIsHalfThereWhenItIsAskedToEndIsTaken() throws Exception {
        Path ready = directory.resolve("ready");
        Process process = start("--server.port=0", "--phiscale.ready-file=" + ready);
        Http client = awaitReady(process, ready);
        client.postYaml("/api/searches", SPECIFICATION).expect(201);
        Claim claim = FakeWorker.at(client, "one").claimed();
        try (Socket upload = new Socket(InetAddress.getLoopbackAddress(), client.port())) {
            OutputStream out = upload.getOutputStream();
            out.write(("PUT /api/worker/trials/%d/checkpoint?token=%d&sha256=%s&epochs=1&fraction=0.5 HTTP/1.1\r\n"
                                    .formatted(claim.trial(), claim.token(), SHA256_OF_HALVES)
                            + "Host: localhost\r\nContent-Type: application/octet-stream\r\nContent-Length: 6\r\n\r\nhal")
                    .getBytes(StandardCharsets.US_ASCII));
            await().until(() -> !filesOf("artifacts/.unfinished").isEmpty());

            process.destroy();
            await().until(() -> refusesConnections(client.port()));
            out.write("ves".getBytes(StandardCharsets.US_ASCII));

            assertThat(new String(upload.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .describedAs(log())
                    .startsWith("HTTP/1.1 200")
                    .contains("CONTINUE");
        }
        assertThat(process.waitFor(START.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(filesOf("artifacts/trial")).hasSize(1);
    }

    private static boolean refusesConnections(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return !socket.isConnected();
        } catch (IOException refused) {
            return true;
        }
    }

    /** Of the embedded database's folder, in which checkpoints lie too. */
    private List<Path> filesOf(String folder) throws IOException {
        try (Stream<Path> files = Files.walk(directory.resolve("postgres").resolve(folder))) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    @Test
    void itRefusesToBeReachableByOthersWithoutAuthentication() throws Exception {
        Process process = start("--server.port=0", "--server.address=0.0.0.0");

        assertThat(process.waitFor(START.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(1);
        assertThat(log())
                .contains("server.address is 0.0.0.0, which others can reach")
                .contains("phiscale.security.user")
                .doesNotContain("\tat ");
        assertThat(directory.resolve("postgres")).doesNotExist();
    }

    @Test
    void aDatabaseThatCannotBeReachedIsOneSentence() throws Exception {
        Process process = start("--server.port=0", "--phiscale.database.url=jdbc:postgresql://127.0.0.1:1/none");

        assertThat(process.waitFor(START.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(1);
        assertThat(log())
                .contains("the database cannot be used", "phiscale.database.url")
                .doesNotContain("\tat ");
    }

    @Test
    void aSettingThatIsNotAllowedIsOneSentence() throws Exception {
        Process process = start("--server.port=0", "--phiscale.worker.lease=900ms");

        assertThat(process.waitFor(START.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(log())
                .contains("phiscale.worker.lease is PT0.9S; allowed: from PT6S")
                .doesNotContain("\tat ");
    }

    @Test
    void aStoreOfCheckpointsThatCannotBeUsedIsOneSentence() throws Exception {
        Path file = Files.createFile(directory.resolve("file"));

        Process process = start("--server.port=0", "--phiscale.artifacts.directory=" + file);

        assertThat(process.waitFor(START.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(1);
        assertThat(log())
                .contains("the store of checkpoints cannot be used: cannot keep artifacts in the directory " + file)
                .contains("Not a directory", "Check phiscale.artifacts.directory")
                .doesNotContain("\tat ");
    }

    @Test
    void anS3EndpointThatIsNoneIsOneSentence() throws Exception {
        Process process = start(
                "--server.port=0",
                "--phiscale.artifacts.s3.bucket=checkpoints",
                "--phiscale.artifacts.s3.endpoint=minio:9000");

        assertThat(process.waitFor(START.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(1);
        assertThat(log())
                .contains("the store of checkpoints cannot be used: the endpoint of S3", "give http:// or https://")
                .doesNotContain("\tat ");
    }

    @Test
    void aMigrationMayTakeLongerThanAnAnswer() throws Exception {
        Path migrations = Files.createDirectory(directory.resolve("migrations"));
        Files.writeString(migrations.resolve("V9999__slow.sql"), "select pg_sleep(6);");
        Path ready = directory.resolve("ready");

        Process process = start(
                "--server.port=0",
                "--phiscale.ready-file=" + ready,
                "--phiscale.database.patience=4s",
                "--spring.flyway.locations=classpath:db/migration,filesystem:" + migrations);

        awaitReady(process, ready);
    }

    @Test
    void aDatabaseDirectoryInUseIsOneSentence() throws Exception {
        Path ready = directory.resolve("ready");
        awaitReady(start("--server.port=0", "--phiscale.ready-file=" + ready), ready);

        Process second = start("--server.port=0");

        assertThat(second.waitFor(START.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(second.exitValue()).isEqualTo(1);
        assertThat(log()).contains("in use by another coordinator").doesNotContain("\tat ");
    }

    private static final String SPECIFICATION =
            """
            name: kept
            baseline: mbconv-nano
            resolution: 20
            strategy: {kind: simplex, divisions: 1}
            dataset: {name: mnist, trainingImages: 600, validationImages: 100}
            controls: false
            """;

    private Process start(String... arguments) throws IOException {
        Path home = Path.of(System.getProperty("phiscale.home"));
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                home.resolve("search-service/target/app") + "/*",
                "io.phiscale.search.PhiscaleService",
                "--phiscale.database.directory=" + directory.resolve("postgres")));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        directory.resolve("log").toFile()))
                .start();
        started.add(process);
        return process;
    }

    private Http awaitReady(Process process, Path ready) throws IOException {
        await().atMost(START).until(() -> Files.exists(ready) || !process.isAlive());
        assertThat(process.isAlive()).describedAs(log()).isTrue();
        return Http.to(URI.create(Files.readString(ready)).getPort());
    }

    private String log() throws IOException {
        return Files.readString(directory.resolve("log"));
    }
}
