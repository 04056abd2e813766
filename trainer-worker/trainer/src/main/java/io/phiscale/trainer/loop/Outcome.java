package io.phiscale.trainer.loop;

import io.phiscale.protocol.trainer.SplitMetrics;
import io.phiscale.protocol.trainer.TrialResult;
import io.phiscale.trainer.memory.ProcessMemory;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the epochs came to.
 *
 * @param epochs that were completed
 * @param speeds in training images per second, one for each of them
 * @param waitingShare of the time of training in this process that went by waiting for data
 * @param latency in seconds for each image; null where nothing was evaluated in this process
 */
record Outcome(
        boolean diverged,
        int epochs,
        SplitMetrics validation,
        SplitMetrics test,
        List<Double> speeds,
        double waitingShare,
        @Nullable Double latency,
        double seconds) {

    TrialResult withProvenance(Map<String, String> provenance) {
        return new TrialResult(
                diverged,
                epochs,
                validation,
                test,
                medianSpeed(),
                waitingShare,
                latency,
                ProcessMemory.peak(),
                seconds,
                provenance);
    }

    /** The median: the first epoch is slow, because the JVM and the engine still warm up. */
    private double medianSpeed() {
        if (speeds.isEmpty()) {
            return 0;
        }
        List<Double> sorted = speeds.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
