package io.phiscale.agent.trainer;

import io.phiscale.scaling.validation.Require;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * What a trainer process may use.
 *
 * @param home the folder of the installation, under which every engine has its program
 * @param arguments for every trainer, such as where the data is
 * @param heap in MiB
 * @param nativeMemory in MiB, outside the heap
 * @param threads for arithmetic
 * @param workFolder in which each trainer gets a folder of its own for its checkpoints
 * @param checkpoints how long a training may go on without one inside an epoch
 */
public record TrainerSettings(
        Path home,
        List<String> arguments,
        int heap,
        int nativeMemory,
        int threads,
        Path workFolder,
        Duration checkpoints) {
    public TrainerSettings {
        arguments = List.copyOf(arguments);
        Require.between("trainer heap in MiB", heap, 64, 1 << 20);
        Require.between("trainer native memory in MiB", nativeMemory, 64, 1 << 24);
        Require.between("trainer threads", threads, 1, 1_024);
    }

    /** Heap and native memory, in bytes. */
    public long memory() {
        return ((long) heap + nativeMemory) << 20;
    }
}
