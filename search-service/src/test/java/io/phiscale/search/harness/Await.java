package io.phiscale.search.harness;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Waits for what other threads bring about. */
public final class Await {
    private static final Duration DEADLINE = Duration.ofSeconds(20);
    private static final Duration PAUSE = Duration.ofMillis(20);

    private Await() {}

    /** @return the first value that is as expected */
    public static <T> T until(Supplier<T> look, Predicate<T> expected) {
        long end = System.nanoTime() + DEADLINE.toNanos();
        T seen = look.get();
        while (!expected.test(seen)) {
            if (System.nanoTime() > end) {
                throw new AssertionError("after %s it is still: %s".formatted(DEADLINE, seen));
            }
            LockSupport.parkNanos(PAUSE.toNanos());
            seen = look.get();
        }
        return seen;
    }
}
