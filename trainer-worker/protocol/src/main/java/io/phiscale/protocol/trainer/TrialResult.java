package io.phiscale.protocol.trainer;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a training came to.
 *
 * @param diverged the loss stopped being a number; a result, not an error
 * @param imagesPerSecond of training steps, median over epochs
 * @param waitingShare of the time of training that went by waiting for data, from 0 to 1; null where nobody measured it
 * @param latency of a forward pass, in seconds for each image of an evaluation's batches: of the fastest evaluation in the
 *     last process; null where nobody measured it
 * @param peakMemory of the trainer process, in bytes
 * @param seconds from the first step to the last evaluation
 * @param provenance what trained this: engine, versions, device, hash of the data
 */
public record TrialResult(
        boolean diverged,
        int epochs,
        SplitMetrics validation,
        SplitMetrics test,
        double imagesPerSecond,
        @Nullable Double waitingShare,
        @Nullable Double latency,
        long peakMemory,
        double seconds,
        Map<String, String> provenance) {
    public TrialResult {
        provenance = Map.copyOf(provenance);
    }
}
