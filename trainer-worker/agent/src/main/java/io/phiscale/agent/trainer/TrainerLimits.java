package io.phiscale.agent.trainer;

import io.phiscale.scaling.validation.Require;

/**
 * What a trainer process may use of its machine.
 *
 * @param heap in MiB
 * @param nativeMemory in MiB, outside the heap
 * @param threads for arithmetic
 * @param spinning whether threads spin while they wait for each other: up to twice as fast where nothing else wants the
 *     cores, and twenty times slower where something does
 */
public record TrainerLimits(int heap, int nativeMemory, int threads, boolean spinning) {
    public TrainerLimits {
        Require.between("trainer heap in MiB", heap, 64, 1 << 20);
        Require.between("trainer native memory in MiB", nativeMemory, 64, 1 << 24);
        Require.between("trainer threads", threads, 1, 1_024);
    }

    /** Heap and native memory, in bytes. */
    public long memory() {
        return ((long) heap + nativeMemory) << 20;
    }
}
