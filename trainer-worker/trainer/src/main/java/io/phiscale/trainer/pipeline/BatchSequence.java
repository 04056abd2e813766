package io.phiscale.trainer.pipeline;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.IntFunction;

/**
 * Batches one after the other, the next few of which are made on another thread while the last is in use.
 *
 * @param <B> a batch, or one in parts
 */
final class BatchSequence<B> implements Iterator<B> {
    private final int end;
    private final int ahead;
    private final IntFunction<B> maker;
    private final Executor executor;
    private final Queue<CompletableFuture<B>> started = new ArrayDeque<>();
    private int next;

    /**
     * @param first number of the first batch; those before it are never made
     * @param end one more than the number of the last
     * @param ahead the most batches that are made, or being made, and not yet asked for
     * @param maker makes a batch from its number alone
     */
    BatchSequence(int first, int end, int ahead, IntFunction<B> maker, Executor executor) {
        this.end = end;
        this.ahead = ahead;
        this.maker = maker;
        this.executor = executor;
        this.next = first;
        startMore();
    }

    @Override
    public boolean hasNext() {
        return !started.isEmpty();
    }

    /** Throws what the maker threw. */
    @Override
    public B next() {
        B batch = finished(started.remove());
        startMore();
        return batch;
    }

    private void startMore() {
        while (started.size() < ahead && next < end) {
            started.add(start(next));
            next++;
        }
    }

    private CompletableFuture<B> start(int which) {
        return CompletableFuture.supplyAsync(() -> maker.apply(which), executor);
    }

    private static <B> B finished(CompletableFuture<B> future) {
        try {
            return future.join();
        } catch (CompletionException exception) {
            // Without the wrapper: whoever classifies failures looks at what the maker threw.
            if (exception.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            if (exception.getCause() instanceof Error cause) {
                throw cause;
            }
            throw exception;
        }
    }
}
