package io.phiscale.agent.trainer;

/** Starts trainer processes. */
public interface TrainerLauncher {
    /**
     * Starts a process that loads its engine and waits for a job.
     *
     * @throws TrainerMissingException where this machine has no trainer for the engine
     */
    WaitingTrainer start(String engine);

    /**
     * Looks whether trainers of this engine can be started, before anything is claimed for them.
     *
     * @throws TrainerMissingException where this machine has no trainer for the engine
     */
    default void check(String engine) {}
}
