package io.phiscale.agent;

import io.phiscale.agent.coordinator.Backoff;
import io.phiscale.agent.coordinator.Coordinator;
import io.phiscale.agent.coordinator.CoordinatorRefusedException;
import io.phiscale.agent.coordinator.CoordinatorUnreachableException;
import io.phiscale.agent.trainer.TrainerLauncher;
import io.phiscale.agent.trainer.WaitingTrainer;
import io.phiscale.agent.trial.TrialRun;
import io.phiscale.protocol.trial.Claim;
import io.phiscale.protocol.trial.ClaimRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A worker: each of its slots claims a trial, runs it, and claims the next one, until the agent is stopped. */
public final class Agent {
    /** By then, an agent that was stopped has given its trials back. */
    public static final Duration LONGEST_STOP = TrialRun.LONGEST_RELEASE;

    private static final Logger LOG = LoggerFactory.getLogger(Agent.class);
    /** Short, so that an agent that is told to stop does so soon: it lets the last request run out. */
    private static final int WAIT_SECONDS = 5;

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(2);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);

    /** Of a trainer that waits for a trial: some hundred mebibytes, which whoever else uses the machine may want. */
    private static final Duration SPARE_KEPT = Duration.ofMinutes(2);

    private final AgentSettings settings;
    private final Coordinator coordinator;
    private final TrainerLauncher launcher;
    private final Set<TrialRun> running = ConcurrentHashMap.newKeySet();
    private volatile boolean stopping;
    private volatile @Nullable RuntimeException end;

    public Agent(AgentSettings settings, Coordinator coordinator, TrainerLauncher launcher) {
        this.settings = settings;
        this.coordinator = coordinator;
        this.launcher = launcher;
    }

    /**
     * Works until {@link #stop} is called.
     *
     * @throws CoordinatorRefusedException where the coordinator wants nothing to do with this worker
     * @throws TrainerMissingException where this machine has no trainer for one of the engines
     */
    public void run() throws InterruptedException {
        settings.engines().forEach(launcher::check);
        List<Thread> slots = new ArrayList<>();
        for (int slot = 0; slot < settings.slots(); slot++) {
            Thread thread = new Thread(this::work, "slot-" + slot);
            thread.start();
            slots.add(thread);
        }
        for (Thread slot : slots) {
            slot.join();
        }
        RuntimeException why = end;
        if (why != null) {
            throw why;
        }
    }

    /**
     * Claims one trial and runs it to its end, whatever that is: for cluster schedulers, which want a job to end. Where
     * the coordinator is away, it is asked again until {@link #stop} is called.
     *
     * @return what came of it; {@link Outcome#STOPPED} only where no trial was claimed before the stop
     * @throws CoordinatorRefusedException where the coordinator wants nothing to do with this worker
     * @throws TrainerMissingException where this machine has no trainer for one of the engines
     */
    public Outcome runOnce() throws InterruptedException {
        settings.engines().forEach(launcher::check);
        Backoff backoff = new Backoff(FIRST_PAUSE, LONGEST_PAUSE);
        while (!stopping) {
            try {
                long asked = System.nanoTime();
                Optional<Claim> claim = coordinator.claim(request());
                if (claim.isEmpty()) {
                    return Outcome.NOTHING_TO_DO;
                }
                return runTrial(claim.get(), asked, launcher::start, () -> {}) ? Outcome.REPORTED : Outcome.LOST;
            } catch (CoordinatorUnreachableException unreachable) {
                LOG.warn("{}; trying again", unreachable.getMessage());
                backoff.pause();
            }
        }
        return Outcome.STOPPED;
    }

    /** What came of a single trial. */
    public enum Outcome {
        NOTHING_TO_DO,
        /** Told to end before there was one. */
        STOPPED,
        /** Trained, failed or given back, and the coordinator knows; or it said stop itself. */
        REPORTED,
        /**
         * The coordinator was out of reach for too long, or refused the worker: the right to say anything is lost, and the
         * trial goes to another.
         */
        LOST
    }

    /** No new claim; running trainers write a checkpoint and end, and their trials go back. Returns at once. */
    public void stop() {
        stopping = true;
        running.forEach(TrialRun::release);
    }

    private void work() {
        SpareTrainer spare = new SpareTrainer(launcher, SPARE_KEPT);
        try {
            claimAndRun(spare);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } finally {
            spare.discard();
        }
    }

    private void claimAndRun(SpareTrainer spare) throws InterruptedException {
        Backoff backoff = new Backoff(FIRST_PAUSE, LONGEST_PAUSE);
        while (!stopping) {
            try {
                long asked = System.nanoTime();
                Optional<Claim> claim = coordinator.claim(request());
                backoff.reset();
                if (claim.isPresent()) {
                    boolean unused = runTrial(claim.get(), asked, spare::take, () -> spare.prepare(claim.get()));
                } else {
                    spare.nothingToDo();
                }
            } catch (CoordinatorUnreachableException unreachable) {
                LOG.warn("{}; trying again", unreachable.getMessage());
                backoff.pause();
            } catch (RuntimeException fatal) {
                // Nothing can be claimed, or nothing trained: what fails in a trial was reported as its own.
                end = fatal;
                stop();
            }
        }
    }

    private ClaimRequest request() {
        return new ClaimRequest(
                settings.name(),
                settings.engines(),
                settings.device(),
                settings.memory(),
                settings.slots(),
                settings.labels(),
                WAIT_SECONDS);
    }

    private boolean runTrial(
            Claim claim, long asked, Function<String, WaitingTrainer> trainers, Runnable whenNearlyDone)
            throws InterruptedException {
        TrialRun run = new TrialRun(claim, asked, coordinator, settings.patience(), whenNearlyDone);
        running.add(run);
        try {
            if (stopping) {
                run.release();
            }
            return run.run(() -> trainers.apply(claim.engine()));
        } finally {
            running.remove(run);
        }
    }
}
