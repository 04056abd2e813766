package io.phiscale.agent.coordinator;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * Pauses between tries, each up to twice as long as the one before. With jitter, so that a coordinator that comes back is
 * not met by all workers at once. For one thread.
 */
public final class Backoff {
    private final long first;
    private final long longest;
    private long next;

    /**
     * @param first what the first pause takes at most; at least half of it
     * @param longest what a later one takes at most
     */
    public Backoff(Duration first, Duration longest) {
        this.first = first.toMillis();
        this.longest = longest.toMillis();
        this.next = this.first;
    }

    public void pause() throws InterruptedException {
        long most = next;
        next = Math.min(2 * most, longest);
        TimeUnit.MILLISECONDS.sleep(ThreadLocalRandom.current().nextLong(most / 2, most + 1));
    }

    /** What failed went well: its next failure is a first one. */
    public void reset() {
        next = first;
    }
}
