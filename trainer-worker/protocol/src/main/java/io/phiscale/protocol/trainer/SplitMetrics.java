package io.phiscale.protocol.trainer;

/**
 * How well a network does on one split.
 *
 * @param loss mean cross-entropy without label smoothing, in nats; NaN where training diverged
 * @param top1 share of images whose label came first, from 0 to 1
 * @param top5 share of images whose label was among the first five
 */
public record SplitMetrics(double loss, double top1, double top5) {}
