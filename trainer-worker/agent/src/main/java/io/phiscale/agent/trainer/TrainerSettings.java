package io.phiscale.agent.trainer;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * How trainer processes are started.
 *
 * @param home the folder of the installation, under which every engine has its program
 * @param arguments for every trainer, such as where the data is
 * @param workFolder in which each trainer gets a folder of its own for its checkpoints
 * @param checkpoints how long a training may go on without one inside an epoch
 */
public record TrainerSettings(
        Path home, List<String> arguments, TrainerLimits limits, Path workFolder, Duration checkpoints) {
    public TrainerSettings {
        arguments = List.copyOf(arguments);
    }
}
