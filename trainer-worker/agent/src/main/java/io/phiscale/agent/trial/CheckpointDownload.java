package io.phiscale.agent.trial;

import io.phiscale.agent.coordinator.Coordinator;
import io.phiscale.agent.coordinator.CoordinatorRefusedException;
import io.phiscale.agent.coordinator.CoordinatorUnreachableException;
import io.phiscale.protocol.trial.CheckpointReference;
import io.phiscale.protocol.trial.Claim;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Fetches the checkpoint that a claim names, and takes nothing for it that hashes to anything else. */
final class CheckpointDownload {
    private static final Logger LOG = LoggerFactory.getLogger(CheckpointDownload.class);
    private static final int TRIES = 3;

    private final Claim claim;
    private final Coordinator coordinator;

    CheckpointDownload(Claim claim, Coordinator coordinator) {
        this.claim = claim;
        this.coordinator = coordinator;
    }

    /** Where it cannot be had, there is no file afterwards, and the training begins anew. */
    void to(Path target) {
        CheckpointReference wanted = claim.checkpoint();
        if (wanted == null) {
            return;
        }
        for (int attempt = 1; attempt <= TRIES; attempt++) {
            try {
                coordinator.download(claim.trial(), claim.token(), target);
                String came = sha256(target);
                if (came.equals(wanted.sha256())) {
                    return;
                }
                LOG.warn("trial {}: what came as its checkpoint is another file ({})", claim.trial(), came);
            } catch (CoordinatorUnreachableException | CoordinatorRefusedException | IOException failed) {
                LOG.warn("trial {}: its checkpoint did not come: {}", claim.trial(), failed.getMessage());
            }
            delete(target);
        }
        LOG.warn("trial {}: trained from the beginning", claim.trial());
    }

    private static String sha256(Path file) throws IOException {
        try (InputStream stream = Files.newInputStream(file);
                DigestInputStream digested = new DigestInputStream(stream, MessageDigest.getInstance("SHA-256"))) {
            digested.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(digested.getMessageDigest().digest());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException failed) {
            LOG.warn("{} could not be removed: {}", file, failed.getMessage());
        }
    }
}
