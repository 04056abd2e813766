package io.phiscale.chaos;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A process that can be killed, frozen, and started again. */
final class Program implements AutoCloseable {
    private final String name;
    private final ProcessBuilder command;
    private Process process;

    /** @param log what it prints, over all its lives */
    Program(String name, ProcessBuilder command, Path log) {
        this.name = name;
        this.command = command.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .redirectInput(new File("/dev/null"));
        this.process = start();
    }

    String name() {
        return name;
    }

    private Process start() {
        try {
            return command.start();
        } catch (IOException failed) {
            throw new UncheckedIOException("cannot start " + name, failed);
        }
    }

    synchronized void kill() {
        process.destroyForcibly();
    }

    synchronized void restart() {
        if (process.isAlive()) {
            return;
        }
        process = start();
    }

    synchronized void freeze() {
        signal("STOP");
    }

    synchronized void thaw() {
        signal("CONT");
    }

    synchronized boolean isAlive() {
        return process.isAlive();
    }

    private void signal(String signal) {
        Signals.send(process.pid(), signal);
    }

    @Override
    public synchronized void close() {
        thaw();
        process.destroy();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
