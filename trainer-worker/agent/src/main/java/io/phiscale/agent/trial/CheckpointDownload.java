package io.phiscale.agent.trial;

import io.phiscale.agent.coordinator.Backoff;
import io.phiscale.agent.coordinator.Coordinator;
import io.phiscale.agent.coordinator.CoordinatorRefusedException;
import io.phiscale.agent.coordinator.CoordinatorUnreachableException;
import io.phiscale.protocol.trial.CheckpointReference;
import io.phiscale.protocol.trial.Claim;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Fetches the checkpoint that a claim names, and takes nothing for it that hashes to anything else. */
final class CheckpointDownload {
    private static final Logger LOG = LoggerFactory.getLogger(CheckpointDownload.class);
    /** Of files that turn out to be another. */
    private static final int TRIES = 3;

    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);
    /** An hour's work is worth waiting for, but not for ever, where only the store is away. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private static final long MILLISECONDS_BETWEEN_LOOKS = 100;
    private static final double MIB = 1 << 20;

    private final Claim claim;
    private final Coordinator coordinator;

    CheckpointDownload(Claim claim, Coordinator coordinator) {
        this.claim = claim;
        this.coordinator = coordinator;
    }

    /**
     * Where it cannot be had, there is no file afterwards, and the training begins anew: its coordinator does not have it
     * any more, what came hashes to something else again and again, or nothing comes for long.
     *
     * @param wanted whether to go on: looked at all the time
     * @throws NoRoomException where the disk is too full for it
     */
    void to(Path target, BooleanSupplier wanted) throws InterruptedException {
        CheckpointReference reference = claim.checkpoint();
        if (reference == null) {
            return;
        }
        FutureTask<Void> fetching = new FutureTask<>(() -> {
            fetch(reference, target);
            return null;
        });
        Thread thread = new Thread(fetching, "checkpoint-" + claim.trial());
        thread.setDaemon(true);
        thread.start();
        try {
            await(fetching, wanted);
        } finally {
            thread.interrupt();
            thread.join();
        }
    }

    private static void await(FutureTask<Void> fetching, BooleanSupplier wanted) throws InterruptedException {
        while (wanted.getAsBoolean()) {
            try {
                fetching.get(MILLISECONDS_BETWEEN_LOOKS, TimeUnit.MILLISECONDS);
                return;
            } catch (TimeoutException notYet) {
                // Looks again.
            } catch (ExecutionException failed) {
                if (failed.getCause() instanceof RuntimeException cause) {
                    throw cause;
                }
                throw new IllegalStateException(failed.getCause());
            }
        }
    }

    private void fetch(CheckpointReference reference, Path target) throws InterruptedException {
        if (!isFetched(reference, target)) {
            delete(target);
            LOG.warn("trial {}: trained from the beginning", claim.trial());
        }
    }

    private boolean isFetched(CheckpointReference reference, Path target) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        Backoff backoff = new Backoff(FIRST_PAUSE, LONGEST_PAUSE);
        int others = 0;
        while (others < TRIES && System.nanoTime() - end < 0) {
            delete(target);
            checkRoom(target, reference.size());
            try {
                coordinator.download(claim.trial(), claim.token(), reference, target);
                String came = sha256(target);
                if (came.equals(reference.sha256())) {
                    return true;
                }
                LOG.warn("trial {}: what came as its checkpoint is another file ({})", claim.trial(), came);
                others++;
            } catch (CoordinatorUnreachableException unreachable) {
                LOG.warn("trial {}: its checkpoint did not come: {}", claim.trial(), unreachable.getMessage());
                backoff.pause();
            } catch (CoordinatorRefusedException gone) {
                LOG.warn("trial {}: its checkpoint is not to be had: {}", claim.trial(), gone.getMessage());
                return false;
            }
        }
        return false;
    }

    /**
     * Looks whether the disk has room for a file.
     *
     * @param file that does not exist yet, in a trainer's folder
     * @param size of it, in bytes
     */
    static void checkRoom(Path file, long size) {
        // Absolute: a folder that is named by one word alone has no parent to be named.
        Path folder = Objects.requireNonNull(file.toAbsolutePath().getParent(), "a file in a folder");
        try {
            long free = Files.getFileStore(folder).getUsableSpace();
            if (free < size) {
                throw new NoRoomException(
                        "%s has %.1f MiB left, and the trial's checkpoint takes %.1f MiB: name another folder with --work-folder"
                                .formatted(folder.getParent(), free / MIB, size / MIB));
            }
        } catch (IOException unknown) {
            throw new UncheckedIOException(unknown);
        }
    }

    private static String sha256(Path file) {
        try (InputStream stream = Files.newInputStream(file);
                DigestInputStream digested = new DigestInputStream(stream, MessageDigest.getInstance("SHA-256"))) {
            digested.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(digested.getMessageDigest().digest());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
