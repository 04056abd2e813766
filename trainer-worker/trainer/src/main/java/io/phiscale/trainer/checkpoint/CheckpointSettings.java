package io.phiscale.trainer.checkpoint;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Where checkpoints go and come from.
 *
 * @param workFolder where they are written; nowhere, none are
 * @param resume the one to go on from, where there is such a file by the time that a job comes
 * @param interval after which one is written within an epoch
 */
public record CheckpointSettings(Optional<Path> workFolder, Optional<Path> resume, Duration interval) {
    public static final CheckpointSettings NONE =
            new CheckpointSettings(Optional.empty(), Optional.empty(), Duration.ofMinutes(5));
}
