package io.phiscale.cli.process;

import io.phiscale.cli.failure.UserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A coordinator as a child process, which ends with this one. */
public final class CoordinatorProcess {
    private static final String MAIN = "io.phiscale.search.PhiscaleService";
    private static final Duration START = Duration.ofMinutes(2);
    private static final long POLL_MILLISECONDS = 100;

    /** It gives requests in flight half of it, and then ends what runs by itself and its database. */
    public static final Duration STOP = Duration.ofSeconds(60);

    /** For how long a coordinator is meant to run. */
    public enum Life {
        /** Minutes, beside trainings on the same cores. */
        SHORT,
        LONG
    }

    private final Process process;

    private CoordinatorProcess(Process process) {
        this.process = process;
    }

    /**
     * A coordinator that prints where this process does, and that the environment may configure.
     *
     * @param arguments Spring Boot's, such as {@code --server.port=8080}
     */
    static CoordinatorProcess start(List<String> arguments) {
        return start(builder(arguments, Life.LONG).inheritIO());
    }

    /**
     * A coordinator that nothing but its arguments configures: what the environment says is meant for another.
     *
     * @param log where its output goes
     */
    public static CoordinatorProcess startAlone(List<String> arguments, Life life, Path log) {
        ProcessBuilder builder =
                builder(arguments, life).redirectErrorStream(true).redirectOutput(log.toFile());
        Settings.removeFrom(builder.environment());
        return start(builder);
    }

    private static ProcessBuilder builder(List<String> arguments, Life life) {
        List<String> command =
                new ArrayList<>(List.of(Installation.java(), "-Xmx768m", "-XX:+UseSerialGC", "-Xshare:auto"));
        if (life == Life.SHORT) {
            // The compiler that optimises would only take the cores from those who train.
            command.add("-XX:TieredStopAtLevel=1");
        }
        command.addAll(List.of("-cp", Installation.program("search-service") + "/*", MAIN));
        command.addAll(arguments);
        return new ProcessBuilder(command);
    }

    private static CoordinatorProcess start(ProcessBuilder builder) {
        try {
            CoordinatorProcess started = new CoordinatorProcess(builder.start());
            Runtime.getRuntime().addShutdownHook(new Thread(started::stop, "stop-coordinator"));
            return started;
        } catch (IOException failed) {
            throw new UserException("cannot start the coordinator: " + failed.getMessage());
        }
    }

    /** Waits for the file that the coordinator writes its address to. */
    public String awaitAddress(Path readyFile, Path log) throws InterruptedException {
        long end = System.nanoTime() + START.toNanos();
        while (System.nanoTime() < end) {
            if (process.waitFor(POLL_MILLISECONDS, TimeUnit.MILLISECONDS)) {
                throw new UserException("the coordinator ended while starting: " + lastLine(log));
            }
            if (Files.exists(readyFile)) {
                return read(readyFile);
            }
        }
        throw new UserException("the coordinator did not start within %s; its log is %s".formatted(START, log));
    }

    public int waitFor() throws InterruptedException {
        return process.waitFor();
    }

    /** Asks it to end and waits for it, so that its database is closed in good order. */
    public void stop() {
        process.destroy();
        try {
            if (!process.waitFor(STOP.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file).trim();
        } catch (IOException unreadable) {
            throw new UserException("cannot read " + file);
        }
    }

    private static String lastLine(Path log) {
        String last = "no reason given";
        try {
            for (String line : Files.readAllLines(log)) {
                last = line.isBlank() ? last : line.trim();
            }
        } catch (IOException unreadable) {
            return "its log " + log + " cannot be read";
        }
        return last + " (log: " + log + ")";
    }
}
