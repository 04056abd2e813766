package io.phiscale.agent.device;

import io.phiscale.agent.machine.Processor;
import io.phiscale.protocol.engine.Device;
import org.jspecify.annotations.Nullable;

/**
 * What the trainers of an agent compute on.
 *
 * @param gpu null for the processor
 */
public record Hardware(Device device, @Nullable Gpu gpu) {
    static Hardware processor() {
        return new Hardware(Device.cpu(Processor.OF_LINUX.name()), null);
    }

    static Hardware of(Gpu gpu) {
        return new Hardware(gpu.device(), gpu);
    }
}
