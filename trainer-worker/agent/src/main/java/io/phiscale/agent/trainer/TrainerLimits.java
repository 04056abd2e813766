package io.phiscale.agent.trainer;

import io.phiscale.scaling.validation.Require;
import org.jspecify.annotations.Nullable;

/**
 * What a trainer process may use of its machine.
 *
 * @param heap in MiB
 * @param nativeMemory in MiB, outside the heap
 * @param threads for arithmetic
 * @param gpu null where it computes on the processor
 * @param spinning whether threads spin while they wait for each other: up to twice as fast where nothing else wants the
 *     cores, and twenty times slower where something does
 */
public record TrainerLimits(int heap, int nativeMemory, int threads, boolean spinning, @Nullable GpuShare gpu) {
    /** On the processor. */
    public TrainerLimits(int heap, int nativeMemory, int threads, boolean spinning) {
        this(heap, nativeMemory, threads, spinning, null);
    }

    public TrainerLimits {
        Require.between("trainer heap in MiB", heap, 64, 1 << 20);
        Require.between("trainer native memory in MiB", nativeMemory, 64, 1 << 24);
        Require.between("trainer threads", threads, 1, 1_024);
    }

    /** What a network may take: of the GPU, or else heap and native memory; in bytes. */
    public long memory() {
        return gpu == null ? ((long) heap + nativeMemory) << 20 : gpu.memory();
    }
}
