package io.phiscale.agent;

import io.phiscale.agent.trainer.TrainerLauncher;
import io.phiscale.agent.trainer.TrainerMissingException;
import io.phiscale.agent.trainer.WaitingTrainer;
import io.phiscale.protocol.trial.Claim;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The next trainer of one slot, started while the last one still works: a virtual machine and a native library take
 * longer to start than anything else between two trials.
 */
final class SpareTrainer {
    private static final Logger LOG = LoggerFactory.getLogger(SpareTrainer.class);

    private final TrainerLauncher launcher;
    private @Nullable WaitingTrainer spare;

    SpareTrainer(TrainerLauncher launcher) {
        this.launcher = launcher;
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
        if (waiting != null && waiting.engine().equals(engine) && waiting.isAlive()) {
            return waiting;
        }
        if (waiting != null) {
            waiting.discard();
        }
        return launcher.start(engine);
    }

    /** There is nothing to do: its memory may be wanted elsewhere. */
    synchronized void discard() {
        if (spare != null) {
            spare.discard();
            spare = null;
        }
    }
}
