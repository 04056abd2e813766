package io.phiscale.trainer.engine;

import io.phiscale.protocol.engine.DeviceKind;

/**
 * What an engine may compute on. Of several GPUs, a trainer sees but the one that it is to use.
 *
 * @param memory of the GPU that it may take, in bytes; for processors the process as a whole is limited
 */
public record DeviceShare(DeviceKind kind, long memory) {
    public static final DeviceShare PROCESSOR = new DeviceShare(DeviceKind.CPU, Long.MAX_VALUE);
}
