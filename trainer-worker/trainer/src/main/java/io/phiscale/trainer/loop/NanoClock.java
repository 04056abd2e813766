package io.phiscale.trainer.loop;

/** Time that only moves forward, in nanoseconds from an arbitrary origin. */
@FunctionalInterface
public interface NanoClock {
    NanoClock SYSTEM = System::nanoTime;

    long nanoTime();

    default double secondsSince(long start) {
        return (nanoTime() - start) / 1e9;
    }
}
