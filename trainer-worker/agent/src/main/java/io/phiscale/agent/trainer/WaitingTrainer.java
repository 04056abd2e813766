package io.phiscale.agent.trainer;

import io.phiscale.protocol.trainer.TrainingJob;
import java.io.IOException;
import java.time.Duration;

/** A trainer process without a job yet. */
public final class WaitingTrainer {
    private final String engine;
    private final OutOfMemoryKills kills;
    private final Process process;
    private final WorkFolder workFolder;

    private WaitingTrainer(String engine, OutOfMemoryKills kills, ProcessBuilder command, WorkFolder workFolder)
            throws IOException {
        this.engine = engine;
        this.kills = kills;
        this.process = command.start();
        this.workFolder = workFolder;
    }

    /** @throws TrainerMissingException where the program cannot be started */
    public static WaitingTrainer start(String engine, ProcessBuilder command, WorkFolder workFolder) {
        return start(engine, OutOfMemoryKills.onThisMachine(), command, workFolder);
    }

    static WaitingTrainer start(String engine, OutOfMemoryKills kills, ProcessBuilder command, WorkFolder workFolder) {
        try {
            return new WaitingTrainer(engine, kills, command, workFolder);
        } catch (IOException failed) {
            workFolder.remove();
            throw new TrainerMissingException(
                    "cannot start %s: %s".formatted(command.command().get(0), failed.getMessage()));
        }
    }

    public String engine() {
        return engine;
    }

    /** Of a trainer that has ended meanwhile, nothing can be expected. */
    public boolean isAlive() {
        return process.isAlive();
    }

    public WorkFolder workFolder() {
        return workFolder;
    }

    /**
     * Hands the job over. A checkpoint to go on from lies in the work folder by now.
     *
     * @param patience for how long the trainer may neither say nor log anything
     */
    public RunningTrainer begin(TrainingJob job, Duration patience) {
        // From here on: what the kernel killed while this one waited was another.
        RunningTrainer running = new RunningTrainer(process, workFolder, patience, new OutOfMemoryWatch(kills));
        running.send(job);
        return running;
    }

    /** There is no job for it. */
    public void discard() {
        new Family(process).kill();
        workFolder.remove();
    }
}
