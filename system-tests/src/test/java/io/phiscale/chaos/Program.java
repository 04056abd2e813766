package io.phiscale.chaos;

import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** A process that can be killed, frozen, told to end, and started again. */
final class Program implements Closeable {
    private final String name;
    private final ProcessBuilder command;
    private Process process;
    private int restarts;
    private boolean closed;

    /** @param log what it prints, over all its lives */
    Program(String name, ProcessBuilder command, Path log) {
        this.name = name;
        this.command = command.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .redirectInput(new File("/dev/null"));
        this.process = start();
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

    /** Returns at once; it may take its time. */
    synchronized void askToEnd() {
        process.destroy();
    }

    synchronized void restart() {
        if (!closed && !process.isAlive()) {
            process = start();
            restarts++;
        }
    }

    synchronized int restarts() {
        return restarts;
    }

    synchronized void freeze() {
        signal("STOP");
    }

    synchronized void thaw() {
        signal("CONT");
    }

    private void signal(String signal) {
        Signals.send(process.pid(), signal);
    }

    /** To end in order was tried often enough. */
    @Override
    public synchronized void close() {
        closed = true;
        kill();
        try {
            int unused = process.waitFor();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
