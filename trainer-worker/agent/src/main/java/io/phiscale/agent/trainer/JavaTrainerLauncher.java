package io.phiscale.agent.trainer;

import io.phiscale.protocol.engine.Engines;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Starts each engine's own program in a Java virtual machine of its own, with its memory capped. */
public final class JavaTrainerLauncher implements TrainerLauncher {
    private static final Map<String, Program> PROGRAMS = Map.of(
            Engines.DEEPLEARNING4J,
            new Program("trainer-worker/engine-dl4j/target/app", "io.phiscale.engine.dl4j.Main"),
            Engines.LIBTORCH,
            new Program("trainer-worker/engine-libtorch/target/app", "io.phiscale.engine.libtorch.Main"));

    private final TrainerSettings settings;

    public JavaTrainerLauncher(TrainerSettings settings) {
        this.settings = settings;
    }

    @Override
    public WaitingTrainer start(String engine, Optional<String> dataSet) {
        List<String> program = program(engine);
        WorkFolder folder = WorkFolder.make(settings.workFolder());
        List<String> command = virtualMachine(folder);
        command.addAll(program);
        command.addAll(settings.arguments());
        command.addAll(checkpoints(folder));
        dataSet.ifPresent(name -> command.addAll(List.of("--expect", name)));
        return WaitingTrainer.start(engine, process(command), folder);
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
        List<String> unused = program(engine);
        WorkFolder.removeOld(settings.workFolder());
    }

    /** The part of a command line that names it. */
    private List<String> program(String engine) {
        Program program = PROGRAMS.get(engine);
        if (program == null) {
            throw new TrainerMissingException("there is no engine %s; there are: %s"
                    .formatted(engine, PROGRAMS.keySet().stream().sorted().toList()));
        }
        Path folder = settings.home().resolve(program.folder);
        if (!Files.isDirectory(folder)) {
            throw new TrainerMissingException(
                    "the program of engine %s is not at %s: build it with ./mvnw package".formatted(engine, folder));
        }
        return List.of("-cp", folder + "/*", program.mainClass);
    }

    private ProcessBuilder process(List<String> command) {
        ProcessBuilder process = new ProcessBuilder(command);
        process.environment().put("OMP_NUM_THREADS", Integer.toString(settings.threads()));
        // Threads that spin while they wait make trainings side by side crawl.
        process.environment().put("OMP_WAIT_POLICY", "passive");
        // OpenBLAS brings threads of its own, which fight with the others: a third of the speed, and less.
        process.environment().put("OPENBLAS_NUM_THREADS", "1");
        return process;
    }

    private List<String> virtualMachine(WorkFolder folder) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx%dm".formatted(settings.heap()));
        command.add("-Dorg.bytedeco.javacpp.maxbytes=%dm".formatted(settings.nativeMemory()));
        // The process as a whole: heap, native memory, and what the virtual machine itself takes.
        command.add("-Dorg.bytedeco.javacpp.maxphysicalbytes=%dm"
                .formatted(settings.heap() + settings.nativeMemory() + 512));
        // Arithmetic is native: the virtual machine's own compiler and collector had better stay out of its way.
        command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto"));
        // What is worth knowing of a crash goes to the log; the rest must not pile up where the agent was started.
        command.add("-XX:-CreateCoredumpOnCrash");
        command.add("-XX:ErrorFile=" + folder.path().resolve("crash.log"));
        return command;
    }

    private record Program(String folder, String mainClass) {}
}
