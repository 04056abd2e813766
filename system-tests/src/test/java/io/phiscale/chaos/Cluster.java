package io.phiscale.chaos;

import io.phiscale.db.EmbeddedDatabase;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Two coordinators on one PostgreSQL and one store of checkpoints, six agents, and between them links that can fail. The
 * clocks of one coordinator and of every other agent are an hour off, in either direction.
 */
final class Cluster implements Closeable {
    /** After so many attempts that failed, a trial fails. */
    static final int ATTEMPTS = 3;

    private static final Path HOME = Path.of(System.getProperty("phiscale.home"));
    private static final Duration HOUR = Duration.ofHours(1);
    private static final int COORDINATORS = 2;
    private static final int AGENTS = 6;

    final Postgres postgres;
    final Coordinators api = new Coordinators();
    final List<Program> coordinators = new ArrayList<>();
    final List<Program> agents = new ArrayList<>();
    final List<Link> fromAgents = new ArrayList<>();
    final List<Link> toCoordinators = new ArrayList<>();
    final List<Link> toPostgres = new ArrayList<>();
    final FrontDoor door;
    final SmallDisk disk;
    final Path trained;
    private final Path directory;
    private final long seed;
    private final Path failures;
    private final Started started = new Started();

    Cluster(Path directory, long seed) throws IOException, InterruptedException {
        this.directory = directory;
        this.seed = seed;
        try {
            disk = started.add(new SmallDisk(Files.createDirectories(directory.resolve("artifacts"))));
            postgres = started.add(new Postgres(directory.resolve("postgres")));
            trained = Files.createFile(directory.resolve("trained"));
            failures = Files.createDirectories(directory.resolve("failures"));
            for (int i = 0; i < COORDINATORS; i++) {
                startCoordinator(i);
            }
            door = started.add(
                    new FrontDoor(toCoordinators.stream().map(Link::port).toList(), seed));
            for (int i = 0; i < AGENTS; i++) {
                startAgent(i);
            }
            ScheduledExecutorService supervisor = Executors.newSingleThreadScheduledExecutor();
            Closeable unusedPart = started.add(supervisor::shutdownNow);
            ScheduledFuture<?> unused = supervisor.scheduleWithFixedDelay(
                    () -> programs().forEach(Program::restart), 1, 1, TimeUnit.SECONDS);
        } catch (IOException | InterruptedException | RuntimeException | Error failed) {
            closeAfter(failed);
            throw failed;
        }
    }

    private void closeAfter(Throwable failed) {
        try {
            started.close();
        } catch (IOException also) {
            failed.addSuppressed(also);
        }
    }

    /** As any machine does it, what has ended is started again. */
    Stream<Program> programs() {
        return Stream.concat(coordinators.stream(), agents.stream());
    }

    private void startCoordinator(int number) throws IOException, InterruptedException {
        Link database = started.add(new Link(postgres.port()));
        int port = freePort();
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
                "--phiscale.worker.attempts=" + ATTEMPTS,
                // Workers are lost here as often as nowhere else, and no trial may fail by that.
                "--phiscale.worker.losses=1000",
                "--phiscale.worker.backoff=200ms",
                "--phiscale.worker.poll=200ms",
                "--phiscale.worker.put-aside=5s"));
        Duration shift = number == 1 ? HOUR : Duration.ZERO;
        toPostgres.add(database);
        toCoordinators.add(started.add(new Link(port)));
        coordinators.add(started.add(program("coordinator-" + number, command, shift)));
        // One after the other: both would migrate the database, and one wait for the other.
        api.add(port);
        checkClock(shift);
    }

    /** A library that is loaded but has no effect would make this suite prove less than it says. */
    private void checkClock(Duration shift) throws IOException, InterruptedException {
        Duration wrong = Duration.between(Instant.now().plus(shift), api.clock());
        if (wrong.abs().compareTo(Duration.ofMinutes(5)) > 0) {
            throw new IllegalStateException("a clock that should be %s off is %s from there".formatted(shift, wrong));
        }
    }

    private void startAgent(int number) throws IOException {
        String name = "agent-" + number;
        Link coordinator = started.add(new Link(door.port()));
        List<String> command = java("-Xmx48m");
        command.addAll(List.of(
                "-cp",
                System.getProperty("java.class.path"),
                "-Dorg.slf4j.simpleLogger.showDateTime=true",
                ChaosAgent.class.getName(),
                "http://127.0.0.1:" + coordinator.port(),
                name,
                script(),
                directory.resolve("work").toString()));
        Duration shift = number % 2 == 0 ? Duration.ZERO : number % 4 == 1 ? HOUR.negated() : HOUR;
        fromAgents.add(coordinator);
        agents.add(started.add(program(name, command, shift)));
    }

    private static List<String> java(String heap) {
        return new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                heap,
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xshare:auto"));
    }

    private Program program(String name, List<String> command, Duration shift) {
        ProcessBuilder process = new ProcessBuilder(command);
        process.environment().put("trained", trained.toString());
        process.environment().put("failures", failures.toString());
        process.environment().put("seed", Long.toString(seed));
        if (!shift.isZero()) {
            ShiftedClock.set(process, shift);
        }
        return new Program(name, process, directory.resolve(name + ".log"));
    }

    private static String script() {
        try {
            return Path.of(Cluster.class.getResource("/chaos/trainer.sh").toURI())
                    .toString();
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
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

    /** Everything works again. */
    void heal() {
        door.behave();
        disk.free();
        Stream.of(fromAgents, toCoordinators, toPostgres).flatMap(List::stream).forEach(Link::heal);
        programs().forEach(Program::thaw);
    }

    /** What is in the store of checkpoints now, and how a row would call it. */
    List<String> artifacts() {
        try (var files = Files.walk(disk.path())) {
            return files.filter(Files::isRegularFile)
                    .map(file -> disk.path().relativize(file).toString())
                    .filter(file -> !file.equals(SmallDisk.BALLAST))
                    .toList();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public void close() throws IOException {
        started.close();
    }
}
