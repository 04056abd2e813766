package io.phiscale.agent.trainer;

import io.phiscale.agent.machine.Processor;
import io.phiscale.protocol.engine.DeviceKind;
import io.phiscale.protocol.engine.Engines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * An engine's own program, which runs in a Java virtual machine of its own, with its memory capped.
 *
 * @param folder of its jars
 */
public record EngineProgram(Path folder, String mainClass) {
    /** In MiB. */
    private static final int OTHER_MEMORY = 512;
    /** In MiB: CUDA's libraries, and what they keep of the GPU's state on the host. */
    private static final int CUDA_MEMORY = 6_144;
    /** What each engine's build for GPUs brings, and the other build does not. */
    private static final Pattern CUDA_JAR = Pattern.compile("nd4j-cuda-.*|pytorch-.*-gpu\\.jar");

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

    /** @return whether the program that is installed computes on that kind of device */
    public boolean hasCodeFor(DeviceKind device) {
        if (device == DeviceKind.CPU) {
            return true;
        }
        try (Stream<Path> jars = Files.list(folder)) {
            return jars.anyMatch(
                    jar -> CUDA_JAR.matcher(jar.getFileName().toString()).matches());
        } catch (IOException unreadable) {
            throw new TrainerMissingException("%s cannot be read: %s".formatted(folder, unreadable));
        }
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
        GpuShare gpu = limits.gpu();
        // The process as a whole: heap, native memory, and what the virtual machine and CUDA themselves take.
        long others = gpu == null ? OTHER_MEMORY : CUDA_MEMORY;
        long memory = limits.heap() + limits.nativeMemory() + others;
        command.addAll(List.of("--memory", Long.toString(memory << 20)));
        if (gpu != null) {
            command.addAll(List.of("--device", DeviceKind.CUDA.id(), "--device-memory", Long.toString(gpu.memory())));
        }
        ProcessBuilder process = new ProcessBuilder(command);
        // Numbered as nvidia-smi does; CUDA by itself puts the fastest first. On processors, none is to be seen.
        process.environment().put("CUDA_DEVICE_ORDER", "PCI_BUS_ID");
        process.environment().put("CUDA_VISIBLE_DEVICES", gpu == null ? "" : Integer.toString(gpu.index()));
        process.environment().put("OMP_NUM_THREADS", Integer.toString(limits.threads()));
        process.environment().put("OMP_WAIT_POLICY", limits.spinning() ? "active" : "passive");
        if (!limits.spinning()) {
            // Threads meet hundreds of times a step, mostly within microseconds: to sleep each time costs a third of
            // the
            // speed. Ten times as long a wait would be a little faster alone, and four times slower beside others.
            process.environment().put("GOMP_SPINCOUNT", "1000");
        }
        // OpenBLAS brings threads of its own, which fight with the others: a third of the speed, and less.
        process.environment().put("OPENBLAS_NUM_THREADS", "1");
        if (Processor.OF_LINUX.isAmdWithAvx512()) {
            // OpenBLAS 0.3.31 takes AVX2 kernels there: on an EPYC, a matrix product took 1.6 times as long.
            process.environment().putIfAbsent("OPENBLAS_CORETYPE", "SkylakeX");
        }
        // Or ND4J would set it to something else.
        process.environment().put("ND4J_SKIP_BLAS_THREADS", "true");
        keepMemory(process.environment());
        return process;
    }

    /**
     * What one step frees, the next one takes again. Left alone, glibc gives it back to the system in between, and to have
     * it back costs thousands of page faults a step: a tenth of libtorch's time. Other systems do not know these.
     */
    private static void keepMemory(Map<String, String> environment) {
        // Heaps of threads cannot be kept, the process's own can.
        environment.put("MALLOC_ARENA_MAX", "1");
        // The most that glibc takes: larger ones come from the system, and go back.
        environment.put("MALLOC_MMAP_THRESHOLD_", Integer.toString(32 << 20));
        environment.put("MALLOC_TRIM_THRESHOLD_", Long.toString(1L << 40));
        environment.put("MALLOC_TOP_PAD_", Integer.toString(256 << 20));
    }

    private static List<String> virtualMachine(TrainerLimits limits, Path crashLog) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx%dm".formatted(limits.heap()));
        command.add("-Dorg.bytedeco.javacpp.maxbytes=%dm".formatted(limits.nativeMemory()));
        // Arithmetic is native: the virtual machine's own compiler and collector had better stay out of its way.
        command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto"));
        // What is worth knowing of a crash goes to the log; the rest must not pile up where the agent was started.
        command.add("-XX:-CreateCoredumpOnCrash");
        command.add("-XX:ErrorFile=" + crashLog);
        return command;
    }
}
