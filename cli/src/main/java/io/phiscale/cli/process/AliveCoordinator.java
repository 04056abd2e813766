package io.phiscale.cli.process;

import io.phiscale.agent.coordinator.Coordinator;
import io.phiscale.cli.failure.UserException;
import io.phiscale.protocol.trial.CheckpointReference;
import io.phiscale.protocol.trial.Claim;
import io.phiscale.protocol.trial.ClaimRequest;
import io.phiscale.protocol.trial.Command;
import io.phiscale.protocol.trial.EpochReport;
import io.phiscale.protocol.trial.FailureReport;
import io.phiscale.protocol.trial.Heartbeat;
import io.phiscale.protocol.trial.Release;
import io.phiscale.protocol.trial.ResultReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Writes a file anew at each answer of the coordinator's, so that its age tells a worker that works from one that is cut
 * off: an idle worker asks every few seconds, a busy one sends heartbeats.
 */
record AliveCoordinator(Coordinator coordinator, Path aliveFile) implements Coordinator {
    private static final byte[] NOTHING = {};

    AliveCoordinator {
        try {
            Files.write(aliveFile, NOTHING);
            // Nothing has been answered yet, whatever an earlier worker left.
            Files.delete(aliveFile);
        } catch (IOException failed) {
            throw new UserException(
                    "cannot write %s: --alive-file wants a file in a folder that exists".formatted(aliveFile));
        }
    }

    @Override
    public Optional<Claim> claim(ClaimRequest request) {
        return answered(coordinator.claim(request));
    }

    @Override
    public Command heartbeat(long trial, Heartbeat heartbeat, Duration patience) {
        return answered(coordinator.heartbeat(trial, heartbeat, patience));
    }

    @Override
    public Command epoch(long trial, EpochReport report) {
        return answered(coordinator.epoch(trial, report));
    }

    @Override
    public Command checkpoint(long trial, long token, CheckpointReference reference, Path file) {
        return answered(coordinator.checkpoint(trial, token, reference, file));
    }

    @Override
    public void download(long trial, long token, CheckpointReference reference, Path target) {
        coordinator.download(trial, token, reference, target);
    }

    @Override
    public Command result(long trial, ResultReport report) {
        return answered(coordinator.result(trial, report));
    }

    @Override
    public Command failure(long trial, FailureReport report) {
        return answered(coordinator.failure(trial, report));
    }

    @Override
    public Command release(long trial, Release release) {
        return answered(coordinator.release(trial, release));
    }

    private <T> T answered(T answer) {
        try {
            Files.write(aliveFile, NOTHING);
        } catch (IOException failed) {
            // The file grows old, and whoever looks at it sees that something is wrong. Trials do not suffer from it.
            return answer;
        }
        return answer;
    }
}
