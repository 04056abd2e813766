package io.phiscale.agent;

import io.phiscale.agent.trainer.TrainerLauncher;
import io.phiscale.agent.trainer.TrainerMissingException;
import io.phiscale.agent.trainer.WaitingTrainer;
import io.phiscale.protocol.trial.Claim;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The next trainer of one slot, started while the last one still works: a virtual machine and a native library take longer
 * to start than anything else between a claim and its first step.
 */
final class SpareTrainer {
    private static final Logger LOG = LoggerFactory.getLogger(SpareTrainer.class);

    private final TrainerLauncher launcher;
    private final Duration kept;
    private @Nullable WaitingTrainer spare;
    /** Where there is nothing to do: since when, by the system's own clock. */
    private OptionalLong idleSince = OptionalLong.empty();

    /** @param kept for how long at least, where there is nothing to do */
    SpareTrainer(TrainerLauncher launcher, Duration kept) {
        this.launcher = launcher;
        this.kept = kept;
    }

    /** @param last what was claimed last: the next trial is probably of the same search */
    synchronized void prepare(Claim last) {
        if (spare == null) {
            try {
                spare = launcher.start(
                        last.engine(), Optional.of(last.job().data().name()));
            } catch (TrainerMissingException missing) {
                // Said again, and acted upon, when it is needed.
                LOG.warn("{}", missing.getMessage());
            }
        }
    }

    /** @return the spare one where it fits, else a new one */
    synchronized WaitingTrainer take(String engine) {
        WaitingTrainer waiting = spare;
        spare = null;
        idleSince = OptionalLong.empty();
        if (waiting != null && waiting.engine().equals(engine) && waiting.isAlive()) {
            return waiting;
        }
        if (waiting != null) {
            waiting.discard();
        }
        return launcher.start(engine);
    }

    /** Discards it after a while: its memory may be wanted elsewhere. */
    synchronized void nothingToDo() {
        long now = System.nanoTime();
        idleSince = OptionalLong.of(idleSince.orElse(now));
        if (now - idleSince.getAsLong() >= kept.toNanos()) {
            discard();
        }
    }

    synchronized void discard() {
        if (spare != null) {
            spare.discard();
            spare = null;
        }
    }
}
