package io.phiscale.agent.coordinator;

import io.phiscale.protocol.trial.CheckpointReference;
import io.phiscale.protocol.trial.Claim;
import io.phiscale.protocol.trial.ClaimRequest;
import io.phiscale.protocol.trial.Command;
import io.phiscale.protocol.trial.EpochReport;
import io.phiscale.protocol.trial.FailureReport;
import io.phiscale.protocol.trial.Heartbeat;
import io.phiscale.protocol.trial.Release;
import io.phiscale.protocol.trial.ResultReport;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * The worker API. Every call may throw {@link CoordinatorUnreachableException}, after which it may be made again: all
 * of them may be delivered twice. {@link CoordinatorRefusedException} means that asking again is of no use.
 */
public interface Coordinator {

    /** Waits as long as the request says; empty where there was nothing to do. */
    Optional<Claim> claim(ClaimRequest request);

    /** @param patience for how long to wait for the answer */
    Command heartbeat(long trial, Heartbeat heartbeat, Duration patience);

    Command epoch(long trial, EpochReport report);

    /**
     * Uploads a file.
     *
     * @param reference what it holds, by which it is known again
     */
    Command checkpoint(long trial, long token, CheckpointReference reference, Path file);

    /**
     * Downloads the checkpoint that a claim named. What comes may be cut short, or be another: its hash tells.
     *
     * @throws CoordinatorRefusedException where it is not there any more
     */
    void download(long trial, long token, CheckpointReference reference, Path target);

    Command result(long trial, ResultReport report);

    Command failure(long trial, FailureReport report);

    Command release(long trial, Release release);
}
