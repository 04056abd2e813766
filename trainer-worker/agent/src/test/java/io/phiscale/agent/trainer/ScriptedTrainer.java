package io.phiscale.agent.trainer;

import java.nio.file.Path;

/** Trainers that are shell scripts. */
public final class ScriptedTrainer {
    private ScriptedTrainer() {}

    /**
     * @param script may use {@code $work}, its folder, and {@code $resume}, where a checkpoint lies if there is one
     * @param directory in which each gets a folder of its own
     */
    public static TrainerLauncher of(String script, Path directory) {
        return (engine, dataSet) -> {
            WorkFolder folder = WorkFolder.make(directory);
            ProcessBuilder process = new ProcessBuilder("sh", "-c", script);
            process.environment().put("work", folder.path().toString());
            process.environment().put("resume", folder.resumeFile().toString());
            return WaitingTrainer.start(engine, process, folder);
        };
    }
}
