package io.phiscale.trainer.random;

/**
 * Random numbers from a key of several numbers, by SplitMix64 (Steele, Lea and Flood, OOPSLA 2014). Written out here
 * because results are compared between machines, and no JDK promises that its generators draw the same bounded
 * numbers in its next release.
 */
public final class SeededRandom {
    private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;

    private long state;

    /** Generators with different keys are unrelated, so that no thread ever waits for another's draws. */
    public SeededRandom(long... key) {
        for (long part : key) {
            state = mixed((state + GOLDEN_GAMMA) ^ mixed(part + GOLDEN_GAMMA));
        }
    }

    public long nextLong() {
        state += GOLDEN_GAMMA;
        return mixed(state);
    }

    /** @return a whole number from 0 to {@code bound - 1}; its bias is below 2⁻³² */
    public int nextInt(int bound) {
        return (int) (((nextLong() >>> 32) * bound) >>> 32);
    }

    /** @return from 0 (inclusive) to 1 (exclusive) */
    public double nextDouble() {
        return (nextLong() >>> 11) * 0x1.0p-53;
    }

    public double nextDouble(double least, double most) {
        return least + (most - least) * nextDouble();
    }

    /** @return the numbers from 0 to {@code size - 1} in random order (Fisher and Yates) */
    public int[] permutation(int size) {
        int[] order = new int[size];
        for (int i = 0; i < size; i++) {
            int other = nextInt(i + 1);
            order[i] = order[other];
            order[other] = i;
        }
        return order;
    }

    private static long mixed(long number) {
        long z = (number ^ (number >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
