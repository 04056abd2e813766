package io.phiscale.chaos;

import io.phiscale.db.EmbeddedDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/**
 * Two coordinators on one PostgreSQL and one store of checkpoints, six agents, and between them links that can fail. The
 * clocks of one coordinator and of every other agent are an hour off, in either direction.
 */
final class Cluster implements AutoCloseable {
    private static final Path HOME = Path.of(System.getProperty("phiscale.home"));
    private static final Path SKEWED_CLOCK = Path.of("/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1");
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final int COORDINATORS = 2;
    private static final int AGENTS = 6;
    private static final int CREATED = 201;

    final Postgres postgres;
    final List<Program> coordinators = new ArrayList<>();
    final List<Program> agents = new ArrayList<>();
    final List<Link> toCoordinators = new ArrayList<>();
    final List<Link> toPostgres = new ArrayList<>();
    final FrontDoor door;
    final SmallDisk disk;
    final Path trained;
    private final Path directory;
    private final List<Integer> ports = new ArrayList<>();
    private final ScheduledExecutorService supervisor = Executors.newSingleThreadScheduledExecutor();

    Cluster(Path directory, long seed) throws IOException {
        this.directory = directory;
        if (!Files.exists(SKEWED_CLOCK)) {
            throw new IllegalStateException(SKEWED_CLOCK + " is missing: install Debian's package libfaketime");
        }
        postgres = new Postgres(directory.resolve("postgres"));
        disk = new SmallDisk(Files.createDirectories(directory.resolve("artifacts")));
        trained = Files.createFile(directory.resolve("trained"));
        for (int i = 0; i < COORDINATORS; i++) {
            startCoordinator(i);
        }
        door = new FrontDoor(toCoordinators.stream().map(Link::port).toList(), seed);
        for (int i = 0; i < AGENTS; i++) {
            startAgent(i);
        }
        ScheduledFuture<?> unused = supervisor.scheduleWithFixedDelay(this::supervise, 1, 1, TimeUnit.SECONDS);
    }

    /** As any machine does it: what has ended is started again. */
    private void supervise() {
        coordinators.forEach(Program::restart);
        agents.forEach(Program::restart);
    }

    private void startCoordinator(int number) throws IOException {
        Link database = new Link(postgres.port());
        toPostgres.add(database);
        int port = freePort();
        ports.add(port);
        toCoordinators.add(new Link(port));
        List<String> command = java("-Xmx320m");
        command.addAll(List.of(
                "-cp",
                HOME.resolve("search-service/target/app") + "/*",
                "io.phiscale.search.PhiscaleService",
                "--server.port=" + port,
                "--phiscale.database.url=" + postgres.url(database.port()),
                "--phiscale.database.user=" + EmbeddedDatabase.USER,
                "--phiscale.database.password=" + postgres.password(),
                "--phiscale.database.patience=10s",
                "--phiscale.artifacts.directory=" + disk.path(),
                "--phiscale.artifacts.unfinished=15s",
                "--phiscale.worker.lease=6s",
                "--phiscale.worker.losses=1000",
                "--phiscale.worker.backoff=200ms",
                "--phiscale.worker.poll=200ms",
                "--phiscale.worker.put-aside=5s"));
        coordinators.add(program("coordinator-" + number, command, number == 1 ? "+3600s" : null));
        // One after the other: both would migrate the database, and one wait for the other.
        awaitHealth(port);
    }

    private void startAgent(int number) throws IOException {
        String name = "agent-" + number;
        List<String> command = java("-Xmx48m");
        command.addAll(List.of(
                "-cp",
                System.getProperty("java.class.path"),
                "-Dorg.slf4j.simpleLogger.showDateTime=true",
                ChaosAgent.class.getName(),
                door.address().toString(),
                name,
                script(),
                directory.resolve("work").toString(),
                trained.toString()));
        agents.add(program(name, command, number % 2 == 0 ? null : number % 4 == 1 ? "-3600s" : "+3600s"));
    }

    private static List<String> java(String heap) {
        return new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                heap,
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xshare:auto"));
    }

    private Program program(String name, List<String> command, String shift) {
        ProcessBuilder process = new ProcessBuilder(command);
        if (shift != null) {
            process.environment().put("LD_PRELOAD", SKEWED_CLOCK.toString());
            process.environment().put("FAKETIME", shift);
            // Without these, waits that are measured by the steady clock end at once.
            process.environment().put("DONT_FAKE_MONOTONIC", "1");
            process.environment().put("FAKETIME_FORCE_MONOTONIC_FIX", "0");
        }
        return new Program(name, process, directory.resolve(name + ".log"));
    }

    private static String script() {
        try {
            return Path.of(Cluster.class.getResource("/chaos/trainer.sh").toURI())
                    .toString();
        } catch (java.net.URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static void awaitHealth(int port) {
        Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(200))
                .until(() -> status(URI.create("http://127.0.0.1:%d/actuator/health".formatted(port))) == 200);
    }

    private static int status(URI address) throws InterruptedException {
        try {
            return CLIENT.send(
                            HttpRequest.newBuilder(address)
                                    .timeout(Duration.ofSeconds(5))
                                    .build(),
                            HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException notYet) {
            return 0;
        }
    }

    /** For whoever wants to know afterwards in which order things happened. */
    synchronized void note(String what) {
        try {
            Files.writeString(
                    directory.resolve("events.log"),
                    LocalTime.now(ZoneOffset.UTC) + " " + what + "\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** @return whether some coordinator took it */
    boolean submit(String specification) throws InterruptedException {
        for (int port : ports) {
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d/api/searches".formatted(port)))
                    .timeout(Duration.ofSeconds(10))
                    .header("Content-Type", "application/yaml")
                    .POST(HttpRequest.BodyPublishers.ofString(specification))
                    .build();
            try {
                if (CLIENT.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == CREATED) {
                    return true;
                }
            } catch (IOException away) {
                // The other one, then; or later.
            }
        }
        return false;
    }

    /** Everything works again. */
    void heal() {
        door.behave();
        disk.free();
        toCoordinators.forEach(Link::heal);
        toPostgres.forEach(Link::heal);
        coordinators.forEach(Program::thaw);
        agents.forEach(Program::thaw);
    }

    @Override
    public void close() throws IOException {
        heal();
        supervisor.shutdownNow();
        agents.forEach(Program::close);
        coordinators.forEach(Program::close);
        door.close();
        for (Link link : toCoordinators) {
            link.close();
        }
        for (Link link : toPostgres) {
            link.close();
        }
        postgres.close();
        disk.close();
    }

    /** Files that are in the store of checkpoints now. */
    List<Path> artifacts() {
        try (var files = Files.walk(disk.path())) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !file.getFileName().toString().equals(SmallDisk.BALLAST))
                    .toList();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
