package io.phiscale.chaos;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
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
    final Launcher launcher;
    private final Path directory;
    private final Started started = new Started();

    Cluster(Path directory, long seed) throws IOException, InterruptedException {
        this.directory = directory;
        try {
            disk = started.add(new SmallDisk(Files.createDirectories(directory.resolve("artifacts"))));
            postgres = started.add(new Postgres(directory.resolve("postgres")));
            launcher = new Launcher(directory, seed, postgres, disk.path());
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
        Duration shift = number == 1 ? HOUR : Duration.ZERO;
        toPostgres.add(database);
        toCoordinators.add(started.add(new Link(port)));
        coordinators.add(started.add(launcher.coordinator(number, port, database, shift)));
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
        Link coordinator = started.add(new Link(door.port()));
        Duration shift = number % 2 == 0 ? Duration.ZERO : number % 4 == 1 ? HOUR.negated() : HOUR;
        fromAgents.add(coordinator);
        agents.add(started.add(launcher.agent(number, coordinator, shift)));
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
        } catch (UncheckedIOException swept) {
            // A sweep removed a folder meanwhile.
            return artifacts();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public void close() throws IOException {
        started.close();
    }
}
