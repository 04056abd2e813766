package io.phiscale.trainer.dataset.folder;

import java.util.concurrent.Semaphore;

/**
 * Memory that decoders may take at once, however many threads decode: who wants more than is left waits for the others.
 * Thread-safe.
 */
final class DecodingMemory {
    /** The kept images may take half of the heap, the batches need the rest. */
    static final DecodingMemory OF_THIS_PROCESS =
            new DecodingMemory(Runtime.getRuntime().maxMemory() / 4);

    private final int total;
    private final Semaphore kibibytes;

    DecodingMemory(long bytes) {
        total = (int) Math.min(Integer.MAX_VALUE, bytes >> 10);
        // Fair: a large image must not wait until there is no small one left.
        kibibytes = new Semaphore(total, true);
    }

    /** The most that one image may take. */
    long bytes() {
        return (long) total << 10;
    }

    /** Waits until there is so much left. What is taken has to be given back, and at most {@link #bytes} of it exist. */
    void take(long bytes) {
        kibibytes.acquireUninterruptibly(kibibytes(bytes));
    }

    void giveBack(long bytes) {
        kibibytes.release(kibibytes(bytes));
    }

    boolean isWaitedFor() {
        return kibibytes.hasQueuedThreads();
    }

    private static int kibibytes(long bytes) {
        return Math.toIntExact(bytes >> 10);
    }
}
