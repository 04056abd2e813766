package io.phiscale.protocol.trial;

import io.phiscale.protocol.trainer.TrainingJob;
import org.jspecify.annotations.Nullable;

/**
 * A trial that an agent now holds.
 *
 * @param token the fencing token that every write about this trial must name
 * @param leaseSeconds how long the claim lasts without a heartbeat
 * @param checkpoint of an earlier attempt, from which to go on; null where there is none
 */
public record Claim(
        long trial,
        long token,
        String engine,
        TrainingJob job,
        int leaseSeconds,
        @Nullable CheckpointReference checkpoint) {}
