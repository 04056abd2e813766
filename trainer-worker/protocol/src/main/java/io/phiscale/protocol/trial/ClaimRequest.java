package io.phiscale.protocol.trial;

import io.phiscale.protocol.engine.Device;
import io.phiscale.scaling.validation.InvalidValueException;
import io.phiscale.scaling.validation.Require;
import java.util.List;

/**
 * An agent asks for a trial.
 *
 * @param worker the agent's name, unique among agents
 * @param engines that it can start
 * @param device that its trainers compute on
 * @param memory that a trainer may use, in bytes
 * @param labels that it has, such as of its kind of GPU: a search may ask for some
 * @param waitSeconds how long the coordinator may hold the request while there is nothing to do
 * @param protocol that it speaks; those from before there were numbers speak 1
 */
public record ClaimRequest(
        String worker,
        List<String> engines,
        Device device,
        long memory,
        int slots,
        List<String> labels,
        int waitSeconds,
        Integer protocol) {
    /**
     * Rises with whatever an older worker would leave out of a training and not notice. 2: activations and max pooling of
     * networks; weight averaging and RandAugment.
     */
    public static final int PROTOCOL = 2;

    public ClaimRequest {
        protocol = protocol == null ? 1 : protocol;
        Require.notBlank("worker", worker);
        if (worker.length() > 200) {
            throw new InvalidValueException("worker", worker.length() + " characters", "at most 200 characters");
        }
        engines = List.copyOf(engines);
        // An agent from before there was a choice has a processor.
        device = device == null ? Device.cpu("") : device;
        if (device.name().length() > 200) {
            throw new InvalidValueException("device", device.name().length() + " characters", "at most 200 characters");
        }
        labels = List.copyOf(labels);
        Require.between("slots", slots, 1, 1_024);
        Require.between("waitSeconds", waitSeconds, 0, 60);
    }

    /** In today's protocol. */
    public ClaimRequest(
            String worker,
            List<String> engines,
            Device device,
            long memory,
            int slots,
            List<String> labels,
            int waitSeconds) {
        this(worker, engines, device, memory, slots, labels, waitSeconds, PROTOCOL);
    }
}
