package io.phiscale.agent.device;

import io.phiscale.protocol.engine.ComputeCapability;
import io.phiscale.protocol.engine.Device;
import io.phiscale.protocol.engine.DeviceKind;
import org.jspecify.annotations.Nullable;

/**
 * A GPU as its driver tells of it.
 *
 * @param index by which the driver and CUDA both know it, from 0
 * @param totalMemory in bytes
 * @param freeMemory in bytes, when it was asked
 * @param capability null where the driver is too old to tell
 */
public record Gpu(
        int index,
        String name,
        long totalMemory,
        long freeMemory,
        @Nullable ComputeCapability capability,
        String driver) {

    /** In bytes: what CUDA itself keeps there for a process, and a little more. */
    private static final long CONTEXT = 1L << 30;
    /** In bytes: with less, not even a small network trains. */
    private static final long LEAST = 1L << 30;

    /**
     * @param slots trainers side by side
     * @return what each of them may take for its network, in bytes
     * @throws DeviceException where that is too little
     */
    public long memoryOfEach(int slots) {
        long memory = freeMemory / slots - CONTEXT;
        if (memory < LEAST) {
            throw new DeviceException(
                    "GPU %d, %s, has %,d of %,d MiB free, too little for %d trainers: end what else uses it, take fewer --slots, or use --device cpu"
                            .formatted(index, name, freeMemory >> 20, totalMemory >> 20, slots));
        }
        return memory;
    }

    public Device device() {
        return new Device(DeviceKind.CUDA, name, capability, driver);
    }
}
