package io.phiscale.protocol.engine;

import org.jspecify.annotations.Nullable;

/**
 * What a worker's trainers compute on.
 *
 * @param name as its maker calls it
 * @param capability null for processors
 * @param driver its version; null for processors
 */
public record Device(DeviceKind kind, String name, @Nullable ComputeCapability capability, @Nullable String driver) {

    public static Device cpu(String name) {
        return new Device(DeviceKind.CPU, name, null, null);
    }
}
