package io.phiscale.agent.trial;

import io.phiscale.agent.coordinator.Backoff;
import io.phiscale.agent.coordinator.Coordinator;
import io.phiscale.agent.coordinator.CoordinatorRefusedException;
import io.phiscale.agent.coordinator.CoordinatorUnreachableException;
import io.phiscale.protocol.trainer.TrainerEvent;
import io.phiscale.protocol.trial.CheckpointReference;
import io.phiscale.protocol.trial.Claim;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Uploads a trial's checkpoints on a thread of its own, so that neither training nor heartbeats wait for it. Only the
 * newest is worth anything: those that it overtakes are dropped.
 */
final class CheckpointUploads implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CheckpointUploads.class);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(2);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);
    private static final long MILLISECONDS_TO_CLOSE = 5_000;
    private static final long MILLISECONDS_BETWEEN_LOOKS = 1_000;

    private final Claim claim;
    private final Coordinator coordinator;
    private final Lease lease;
    private final Thread thread;
    private TrainerEvent.@Nullable Checkpoint next;
    private boolean busy;

    CheckpointUploads(Claim claim, Coordinator coordinator, Lease lease) {
        this.claim = claim;
        this.coordinator = coordinator;
        this.lease = lease;
        this.thread = new Thread(this::work, "checkpoints-" + claim.trial());
        thread.setDaemon(true);
        thread.start();
    }

    synchronized void add(TrainerEvent.Checkpoint checkpoint) {
        if (next != null) {
            delete(next);
        }
        next = checkpoint;
        notifyAll();
    }

    /**
     * Waits until all is uploaded, the lease is lost, or there is no more time.
     *
     * @param patience however much time there is
     */
    synchronized void await(Duration patience, BooleanSupplier noMoreTime) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        while ((busy || next != null) && !lease.isLost() && !noMoreTime.getAsBoolean() && System.nanoTime() - end < 0) {
            wait(MILLISECONDS_BETWEEN_LOOKS);
        }
    }

    private void work() {
        try {
            while (true) {
                TrainerEvent.Checkpoint checkpoint = take();
                try {
                    upload(checkpoint);
                } catch (RuntimeException unexpected) {
                    // The next one may do better, and whoever waits for the last one must not wait for nobody.
                    LOG.error("trial {}: checkpoint not stored", claim.trial(), unexpected);
                } finally {
                    done(checkpoint);
                }
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized TrainerEvent.Checkpoint take() throws InterruptedException {
        while (next == null) {
            wait();
        }
        TrainerEvent.Checkpoint taken = next;
        next = null;
        busy = true;
        return taken;
    }

    private synchronized void done(TrainerEvent.Checkpoint checkpoint) {
        busy = false;
        notifyAll();
        delete(checkpoint);
    }

    private synchronized boolean isOvertaken() {
        return next != null;
    }

    /** Until it is delivered, a newer one has come, or the lease is lost. */
    private void upload(TrainerEvent.Checkpoint checkpoint) throws InterruptedException {
        var reference = new CheckpointReference(
                checkpoint.sha256(), checkpoint.size(), checkpoint.epochs(), checkpoint.fraction());
        Backoff backoff = new Backoff(FIRST_PAUSE, LONGEST_PAUSE);
        while (!lease.isLost() && !isOvertaken()) {
            try {
                Path file = Path.of(checkpoint.file());
                lease.write(() -> coordinator.checkpoint(claim.trial(), claim.token(), reference, file));
                return;
            } catch (CoordinatorUnreachableException unreachable) {
                LOG.warn("trial {}: checkpoint not stored: {}", claim.trial(), unreachable.getMessage());
                // Each try may send hundreds of megabytes.
                backoff.pause();
            } catch (CoordinatorRefusedException refused) {
                // The training goes on without it: to lose a checkpoint is no reason to lose the rest.
                LOG.warn("trial {}: checkpoint not stored: {}", claim.trial(), refused.getMessage());
                return;
            }
        }
    }

    private static void delete(TrainerEvent.Checkpoint checkpoint) {
        try {
            Files.deleteIfExists(Path.of(checkpoint.file()));
        } catch (IOException failed) {
            // It goes with the work folder.
            LOG.debug("{} stays for now", checkpoint.file(), failed);
        }
    }

    /** What is on its way is broken off: nobody wants it any more. */
    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join(MILLISECONDS_TO_CLOSE);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
