package io.phiscale.trainer.pipeline;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Logs every few seconds how many images are read: who trains on millions must not seem to hang. Thread-safe. */
final class ReadingProgress {
    private static final System.Logger LOG = System.getLogger(ReadingProgress.class.getName());
    private static final long PAUSE = TimeUnit.SECONDS.toNanos(10);

    private final int images;
    private final AtomicInteger read = new AtomicInteger();
    private final AtomicLong said = new AtomicLong(System.nanoTime());

    ReadingProgress(int images) {
        this.images = images;
    }

    void add() {
        int done = read.incrementAndGet();
        long last = said.get();
        long now = System.nanoTime();
        if (now - last > PAUSE && said.compareAndSet(last, now)) {
            LOG.log(System.Logger.Level.INFO, "Read {0} of {1} images", done, images);
        }
    }
}
