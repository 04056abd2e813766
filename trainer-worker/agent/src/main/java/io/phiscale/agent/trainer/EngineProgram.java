package io.phiscale.agent.trainer;

import io.phiscale.protocol.engine.Engines;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * An engine's own program, which runs in a Java virtual machine of its own, with its memory capped.
 *
 * @param folder of its jars
 */
public record EngineProgram(Path folder, String mainClass) {
    private static final Map<String, EngineProgram> PROGRAMS = Map.of(
            Engines.DEEPLEARNING4J,
            new EngineProgram(Path.of("trainer-worker/engine-dl4j/target/app"), "io.phiscale.engine.dl4j.Main"),
            Engines.LIBTORCH,
            new EngineProgram(
                    Path.of("trainer-worker/engine-libtorch/target/app"), "io.phiscale.engine.libtorch.Main"));

    /**
     * @param home the folder of the installation, as for {@link #of}
     * @return the engines whose programs are on this machine
     * @throws TrainerMissingException where there are none
     */
    public static List<String> installed(Path home) {
        List<String> installed = Engines.ALL.stream()
                .filter(engine -> Files.isDirectory(home.resolve(named(engine).folder)))
                .toList();
        if (installed.isEmpty()) {
            throw new TrainerMissingException(
                    "there is no engine's program under %s: build them with ./mvnw package".formatted(home));
        }
        return installed;
    }

    /**
     * @param home the folder of the installation, under which every engine has its program
     * @throws TrainerMissingException where this machine has none for the engine
     */
    public static EngineProgram of(String engine, Path home) {
        EngineProgram program = named(engine);
        Path folder = home.resolve(program.folder);
        if (!Files.isDirectory(folder)) {
            throw new TrainerMissingException(
                    "the program of engine %s is not at %s: build it with ./mvnw package".formatted(engine, folder));
        }
        return new EngineProgram(folder, program.mainClass);
    }

    private static EngineProgram named(String engine) {
        EngineProgram program = PROGRAMS.get(engine);
        if (program == null) {
            throw new TrainerMissingException(
                    "there is no engine %s; there are: %s".formatted(engine, String.join(", ", Engines.ALL)));
        }
        return program;
    }

    /** @param crashLog written where the virtual machine crashes in native code */
    public ProcessBuilder process(TrainerLimits limits, Path crashLog, List<String> arguments) {
        List<String> command = virtualMachine(limits, crashLog);
        command.addAll(List.of("-cp", folder + "/*", mainClass));
        command.addAll(arguments);
        ProcessBuilder process = new ProcessBuilder(command);
        process.environment().put("OMP_NUM_THREADS", Integer.toString(limits.threads()));
        process.environment().put("OMP_WAIT_POLICY", limits.spinning() ? "active" : "passive");
        // OpenBLAS brings threads of its own, which fight with the others: a third of the speed, and less.
        process.environment().put("OPENBLAS_NUM_THREADS", "1");
        return process;
    }

    private static List<String> virtualMachine(TrainerLimits limits, Path crashLog) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx%dm".formatted(limits.heap()));
        command.add("-Dorg.bytedeco.javacpp.maxbytes=%dm".formatted(limits.nativeMemory()));
        // The process as a whole: heap, native memory, and what the virtual machine itself takes.
        command.add(
                "-Dorg.bytedeco.javacpp.maxphysicalbytes=%dm".formatted(limits.heap() + limits.nativeMemory() + 512));
        // Arithmetic is native: the virtual machine's own compiler and collector had better stay out of its way.
        command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto"));
        // What is worth knowing of a crash goes to the log; the rest must not pile up where the agent was started.
        command.add("-XX:-CreateCoredumpOnCrash");
        command.add("-XX:ErrorFile=" + crashLog);
        return command;
    }
}
