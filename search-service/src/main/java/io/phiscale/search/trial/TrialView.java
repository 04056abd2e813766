package io.phiscale.search.trial;

import io.phiscale.protocol.trainer.SplitMetrics;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A trial as people see it.
 *
 * @param label the candidate's first coefficients, and the seed
 * @param top1 on the validation split, from 0 to 1
 * @param result null while there is none
 */
public record TrialView(
        long id,
        long search,
        long candidate,
        String fingerprint,
        String label,
        long seed,
        int rung,
        TrialState state,
        double fraction,
        int attempts,
        @Nullable String worker,
        @Nullable Double top1,
        @Nullable Result result,
        @Nullable String errorCode,
        @Nullable String error,
        @Nullable Instant endedAt) {

    /**
     * @param imagesPerSecond in training
     * @param waitingShare of the time of training that went by waiting for data, from 0 to 1
     * @param latency of a forward pass, in seconds for each image of an evaluation's batches
     * @param peakMemory in bytes
     */
    public record Result(
            boolean diverged,
            int epochs,
            SplitMetrics validation,
            SplitMetrics test,
            double imagesPerSecond,
            @Nullable Double waitingShare,
            @Nullable Double latency,
            long peakMemory,
            double seconds,
            Map<String, String> provenance) {}
}
