package io.phiscale.trainer.pipeline;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Batches one after the other, the next of which is made on another thread while the last is in use.
 *
 * @param <B> a batch, or one in parts
 */
final class BatchSequence<B> implements Iterator<B> {
    private final int end;
    private final IntFunction<B> maker;
    private final Executor executor;
    private int number;
    private @Nullable CompletableFuture<B> next;

    /**
     * @param first number of the first batch; those before it are never made
     * @param end one more than the number of the last
     * @param maker makes a batch from its number alone
     */
    BatchSequence(int first, int end, IntFunction<B> maker, Executor executor) {
        this.end = end;
        this.maker = maker;
        this.executor = executor;
        this.number = first;
        this.next = first < end ? start(first) : null;
    }

    @Override
    public boolean hasNext() {
        return next != null;
    }

    /** Throws what the maker threw. */
    @Override
    public B next() {
        CompletableFuture<B> current = next;
        if (current == null) {
            throw new NoSuchElementException();
        }
        B batch = finished(current);
        number++;
        next = number < end ? start(number) : null;
        return batch;
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
