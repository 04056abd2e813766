package io.phiscale.agent.trainer;

import java.util.Optional;

/** Starts trainer processes. */
public interface TrainerLauncher {
    /**
     * Starts a process that loads its engine and waits for a job.
     *
     * @param dataSet that the job will probably name: opened while there is no job yet
     * @throws TrainerMissingException where this machine has no trainer for the engine
     */
    WaitingTrainer start(String engine, Optional<String> dataSet);

    /** Starts one of which nobody knows yet what data its job will name. */
    default WaitingTrainer start(String engine) {
        return start(engine, Optional.empty());
    }

    /**
     * Looks whether trainers of this engine can be started, before anything is claimed for them.
     *
     * @throws TrainerMissingException where this machine has no trainer for the engine
     */
    default void check(String engine) {}
}
