package io.phiscale.protocol.trial;

import io.phiscale.protocol.trainer.EpochMetrics;

/** One epoch of a claimed trial. */
public record EpochReport(long token, EpochMetrics metrics) {}
