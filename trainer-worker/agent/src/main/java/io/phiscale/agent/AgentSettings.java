package io.phiscale.agent;

import io.phiscale.protocol.engine.Device;
import io.phiscale.scaling.validation.Require;
import java.time.Duration;
import java.util.List;

/**
 * What an agent is.
 *
 * @param name unique among the coordinator's workers
 * @param engines that it can start
 * @param device that its trainers compute on
 * @param slots how many trainers it runs side by side
 * @param memory that one trainer may use, in bytes
 * @param labels that searches may ask for, such as of its kind of GPU
 * @param patience for how long a trainer may neither say nor log anything
 */
public record AgentSettings(
        String name,
        List<String> engines,
        Device device,
        int slots,
        long memory,
        List<String> labels,
        Duration patience) {
    public AgentSettings {
        engines = List.copyOf(engines);
        labels = List.copyOf(labels);
        Require.notBlank("worker name", name);
        Require.between("slots", slots, 1, 1_024);
    }
}
