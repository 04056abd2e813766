package io.phiscale.trainer.pipeline;

import io.phiscale.trainer.engine.Batch;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Batches one after the other, the next of which is made on another thread while the last is in use. */
final class BatchSequence implements Iterator<Batch> {
    private final int count;
    private final IntFunction<Batch> maker;
    private final Executor executor;
    private int taken;
    private @Nullable CompletableFuture<Batch> next;

    /** @param maker makes a batch from its number alone */
    BatchSequence(int count, IntFunction<Batch> maker, Executor executor) {
        this.count = count;
        this.maker = maker;
        this.executor = executor;
        this.next = count > 0 ? start(0) : null;
    }

    @Override
    public boolean hasNext() {
        return next != null;
    }

    /** Throws what the maker threw. */
    @Override
    public Batch next() {
        CompletableFuture<Batch> current = next;
        if (current == null) {
            throw new NoSuchElementException();
        }
        Batch batch = finished(current);
        taken++;
        next = taken < count ? start(taken) : null;
        return batch;
    }

    private CompletableFuture<Batch> start(int number) {
        return CompletableFuture.supplyAsync(() -> maker.apply(number), executor);
    }

    private static Batch finished(CompletableFuture<Batch> future) {
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
