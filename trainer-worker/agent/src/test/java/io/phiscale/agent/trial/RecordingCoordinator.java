package io.phiscale.agent.trial;

import io.phiscale.agent.coordinator.Coordinator;
import io.phiscale.agent.coordinator.CoordinatorUnreachableException;
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
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** Remembers what it is told, answers as it is told to, and can be out of reach for a while. */
final class RecordingCoordinator implements Coordinator {
    /** All but heartbeats, which come when they come. */
    final List<Object> writes = new CopyOnWriteArrayList<>();

    final List<Heartbeat> heartbeats = new CopyOnWriteArrayList<>();
    final AtomicInteger unreachableCalls = new AtomicInteger();
    final CountDownLatch hang = new CountDownLatch(1);
    final AtomicInteger downloads = new AtomicInteger();
    volatile String stored = "";
    volatile boolean hanging;
    volatile boolean silent;
    volatile Runnable whenAnEpochComes = () -> {};
    volatile Runnable whenACheckpointComes = () -> {};
    volatile Runnable whenADownloadBegins = () -> {};
    volatile Command answer = Command.CONTINUE;

    @Override
    public Optional<Claim> claim(ClaimRequest request) {
        return Optional.empty();
    }

    @Override
    public Command heartbeat(long trial, Heartbeat heartbeat, Duration patience) {
        if (hanging) {
            awaitRelief();
        }
        if (silent) {
            throw new CoordinatorUnreachableException("out of reach");
        }
        heartbeats.add(heartbeat);
        return Command.CONTINUE;
    }

    @Override
    public Command epoch(long trial, EpochReport report) {
        whenAnEpochComes.run();
        return record(report);
    }

    /** What was uploaded, with the content of the file. */
    record Upload(CheckpointReference reference, String content) {}

    @Override
    public Command checkpoint(long trial, long token, CheckpointReference reference, Path file) {
        try {
            Upload upload = new Upload(reference, Files.readString(file));
            whenACheckpointComes.run();
            return record(upload);
        } catch (IOException unreadable) {
            throw new AssertionError("the checkpoint was gone before it was uploaded", unreadable);
        }
    }

    @Override
    public void download(long trial, long token, CheckpointReference reference, Path target) {
        whenADownloadBegins.run();
        try {
            downloads.incrementAndGet();
            Files.writeString(target, stored);
        } catch (IOException failed) {
            throw new AssertionError(failed);
        }
    }

    @Override
    public Command result(long trial, ResultReport report) {
        return record(report);
    }

    @Override
    public Command failure(long trial, FailureReport report) {
        return record(report);
    }

    @Override
    public Command release(long trial, Release release) {
        return record(release);
    }

    private void awaitRelief() {
        try {
            hang.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new CoordinatorUnreachableException("stopped while waiting");
        }
    }

    private Command record(Object write) {
        if (unreachableCalls.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            throw new CoordinatorUnreachableException("out of reach");
        }
        writes.add(write);
        return answer;
    }

    <T> List<T> written(Class<T> type) {
        return writes.stream().filter(type::isInstance).map(type::cast).toList();
    }
}
