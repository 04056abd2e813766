package io.phiscale.agent.trainer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Starts each engine's own program, with a folder of its own for checkpoints. */
public final class JavaTrainerLauncher implements TrainerLauncher {
    private final TrainerSettings settings;

    public JavaTrainerLauncher(TrainerSettings settings) {
        this.settings = settings;
    }

    @Override
    public WaitingTrainer start(String engine, Optional<String> dataSet) {
        EngineProgram program = program(engine);
        WorkFolder folder = WorkFolder.make(settings.workFolder());
        List<String> arguments = new ArrayList<>(settings.arguments());
        arguments.addAll(checkpoints(folder));
        dataSet.ifPresent(name -> arguments.addAll(List.of("--expect", name)));
        ProcessBuilder process =
                program.process(settings.limits(), folder.path().resolve("crash.log"), arguments);
        return WaitingTrainer.start(engine, process, folder);
    }

    private List<String> checkpoints(WorkFolder folder) {
        return List.of(
                "--work-folder",
                folder.path().toString(),
                "--resume",
                folder.resumeFile().toString(),
                "--checkpoint-minutes",
                Double.toString(settings.checkpoints().toMillis() / 60_000.0));
    }

    @Override
    public void check(String engine) {
        EngineProgram unused = program(engine);
        WorkFolder.removeOld(settings.workFolder());
    }

    private EngineProgram program(String engine) {
        return EngineProgram.of(engine, settings.home());
    }
}
