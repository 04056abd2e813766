package io.phiscale.agent.trial;

import io.phiscale.agent.trainer.RunningTrainer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * How a training ends before it is done: in order where its trial is to go back, at once where the lease is lost. Any of
 * it may come from any thread, before there is a trainer too.
 */
final class EarlyEnd implements Lease.Holder {
    /** Of an agent that must end: until then, a checkpoint may be on its way. */
    static final Duration DRAIN = Duration.ofSeconds(33);
    /** For the step that runs and the checkpoint after it. */
    private static final long SECONDS_TO_STOP = 20;

    private final long trial;
    private @Nullable RunningTrainer trainer;
    private boolean released;
    private boolean lost;
    private boolean draining;
    private long drainEnd;
    private boolean ended;

    EarlyEnd(long trial) {
        this.trial = trial;
    }

    /** The agent must end: the trial goes back, within {@link #DRAIN}. */
    synchronized void drain() {
        if (!draining) {
            draining = true;
            drainEnd = System.nanoTime() + DRAIN.toNanos();
        }
        wantedBack();
    }

    synchronized boolean isDrainOver() {
        return draining && System.nanoTime() - drainEnd > 0;
    }

    @Override
    public synchronized void wantedBack() {
        if (released) {
            return;
        }
        released = true;
        RunningTrainer running = trainer;
        if (running != null) {
            stopInOrder(running);
        }
    }

    @Override
    public void lost() {
        RunningTrainer running;
        synchronized (this) {
            lost = true;
            running = trainer;
        }
        if (running != null) {
            running.stop();
        }
    }

    synchronized void began(RunningTrainer running) {
        trainer = running;
        if (lost) {
            running.stop();
        } else if (released) {
            stopInOrder(running);
        }
    }

    synchronized void ended() {
        ended = true;
    }

    synchronized boolean wasReleased() {
        return released;
    }

    /** Whether the training is to go on, as far as anybody has said. */
    synchronized boolean isTrainingWanted() {
        return !released && !lost;
    }

    private void stopInOrder(RunningTrainer running) {
        running.askToStop();
        Thread killer = new Thread(() -> stopAfter(running), "stop-" + trial);
        killer.setDaemon(true);
        killer.start();
    }

    /** In the middle of a long step, or hung, it hears nothing. */
    private void stopAfter(RunningTrainer running) {
        try {
            TimeUnit.SECONDS.sleep(SECONDS_TO_STOP);
            if (!hasEnded()) {
                running.stop();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized boolean hasEnded() {
        return ended;
    }
}
