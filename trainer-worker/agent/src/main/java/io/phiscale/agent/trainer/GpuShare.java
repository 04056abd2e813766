package io.phiscale.agent.trainer;

/**
 * What a trainer may use of a GPU.
 *
 * @param index by which the driver knows it
 * @param memory in bytes
 */
public record GpuShare(int index, long memory) {}
