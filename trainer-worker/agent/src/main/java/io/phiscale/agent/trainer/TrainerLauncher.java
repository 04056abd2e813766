package io.phiscale.agent.trainer;

import io.phiscale.protocol.trainer.TrainingJob;

/** Starts trainer processes. */
public interface TrainerLauncher {

    /**
     * Starts a process for this job and hands it over.
     *
     * @throws TrainerMissingException where this machine has no trainer for the engine
     */
    RunningTrainer launch(String engine, TrainingJob job);

    /**
     * Looks whether trainers of this engine can be started, before anything is claimed for them.
     *
     * @throws TrainerMissingException where this machine has no trainer for the engine
     */
    default void check(String engine) {}
}
