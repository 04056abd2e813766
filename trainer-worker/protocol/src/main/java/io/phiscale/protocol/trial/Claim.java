package io.phiscale.protocol.trial;

import io.phiscale.protocol.trainer.TrainingJob;

/**
 * A trial that an agent now holds.
 *
 * @param token the fencing token that every write about this trial must name
 * @param leaseSeconds how long the claim lasts without a heartbeat
 */
public record Claim(long trial, long token, String engine, TrainingJob job, int leaseSeconds) {}
