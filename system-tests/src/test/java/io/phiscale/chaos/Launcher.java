package io.phiscale.chaos;

import io.phiscale.db.EmbeddedDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Starts coordinators and agents, each with a log file of its own. */
final class Launcher {
    /** After so many attempts that failed, a trial fails. */
    static final int ATTEMPTS = 3;

    private static final Path HOME = Path.of(System.getProperty("phiscale.home"));

    private final Path directory;
    private final long seed;
    private final Postgres postgres;
    private final Path artifacts;
    private final Path trained;
    private final Path failures;

    /** @param artifacts where all coordinators keep checkpoints */
    Launcher(Path directory, long seed, Postgres postgres, Path artifacts) throws IOException {
        this.directory = directory;
        this.seed = seed;
        this.postgres = postgres;
        this.artifacts = artifacts;
        this.trained = Files.createFile(directory.resolve("trained"));
        this.failures = Files.createDirectories(directory.resolve("failures"));
    }

    /** By all trainers there ever were. */
    long epochsTrained() {
        try (Stream<String> epochs = Files.lines(trained)) {
            return epochs.count();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** How often the script let a training fail so that this error was to come of it. */
    long failures(String errorCode) {
        try (Stream<Path> trials = Files.list(failures)) {
            return trials.flatMap(trial -> lines(trial).stream())
                    .filter(errorCode::equals)
                    .count();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /**
     * @param database where it reaches PostgreSQL
     * @param shift of its clock
     */
    Program coordinator(int number, int port, Link database, Duration shift) {
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
                "--phiscale.artifacts.directory=" + artifacts,
                "--phiscale.artifacts.unfinished=15s",
                "--phiscale.worker.lease=6s",
                "--phiscale.worker.attempts=" + ATTEMPTS,
                // Workers are lost here as often as nowhere else, and no trial may fail by that.
                "--phiscale.worker.losses=1000",
                "--phiscale.worker.backoff=200ms",
                "--phiscale.worker.poll=200ms",
                "--phiscale.worker.put-aside=5s"));
        return program("coordinator-" + number, command, shift);
    }

    /**
     * @param coordinator where it reaches one
     * @param shift of its clock
     */
    Program agent(int number, Link coordinator, Duration shift) {
        String name = "agent-" + number;
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
        return program(name, command, shift);
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
        // For the script.
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
            return Path.of(Launcher.class.getResource("/chaos/trainer.sh").toURI())
                    .toString();
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
