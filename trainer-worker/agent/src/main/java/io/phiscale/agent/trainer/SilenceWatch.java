package io.phiscale.agent.trainer;

import java.time.Duration;

/** Notices when a process has said nothing for too long. */
final class SilenceWatch implements AutoCloseable {
    private static final long LOOKS = 20;

    private final Duration patience;
    private final Runnable whenTooLong;
    private final Thread thread;
    private volatile long last = System.nanoTime();
    private volatile boolean deaf;
    private volatile boolean tooLong;

    SilenceWatch(Duration patience, Runnable whenTooLong) {
        this.patience = patience;
        this.whenTooLong = whenTooLong;
        this.thread = new Thread(this::watch, "silence-watch");
        thread.setDaemon(true);
    }

    void start() {
        last = System.nanoTime();
        thread.start();
    }

    /** Something was said. */
    void broken() {
        last = System.nanoTime();
    }

    /** Does what takes whoever listens away from listening: that time is not the process's. */
    void whileDeaf(Runnable work) {
        deaf = true;
        try {
            work.run();
        } finally {
            last = System.nanoTime();
            deaf = false;
        }
    }

    Duration patience() {
        return patience;
    }

    boolean wasTooLong() {
        return tooLong;
    }

    private void watch() {
        try {
            while (deaf || System.nanoTime() - last <= patience.toNanos()) {
                Thread.sleep(Math.max(1, patience.toMillis() / LOOKS));
            }
            tooLong = true;
            whenTooLong.run();
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
