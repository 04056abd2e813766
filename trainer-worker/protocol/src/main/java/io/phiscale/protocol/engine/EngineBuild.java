package io.phiscale.protocol.engine;

import static java.util.stream.Collectors.joining;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An engine as it is built for a kind of device. Those for GPUs hold machine code for some generations of them, and
 * nothing that could be translated for others: read from the libraries themselves.
 */
public enum EngineBuild {
    /** libtorch 2.10; its processor's half is in the build for GPUs, too. */
    LIBTORCH_CPU(Engines.LIBTORCH, DeviceKind.CPU, "", "", "", "always"),
    LIBTORCH_CUDA(
            Engines.LIBTORCH,
            DeviceKind.CUDA,
            "CUDA 13 and cuDNN 9",
            "580",
            "7.5 8.0 9.0 10.0 12.0",
            "./mvnw -Pcuda-13 package"),
    /** ND4J 1.0.0-M2.1, its last release. */
    DL4J_CPU(Engines.DEEPLEARNING4J, DeviceKind.CPU, "", "", "", "always"),
    DL4J_CUDA(
            Engines.DEEPLEARNING4J,
            DeviceKind.CUDA,
            "CUDA 11.6 and cuDNN 8",
            "450",
            "3.7 5.0 5.2 6.0 6.1 7.0 7.5 8.0 8.6",
            "./mvnw -Pcuda-11.6 package");

    private final String engine;
    private final DeviceKind device;
    private final String libraries;
    private final String oldestDriver;
    /** Compute capabilities with blanks between them: an enum holds nothing that could change. */
    private final String machineCode;

    private final String how;

    EngineBuild(
            String engine, DeviceKind device, String libraries, String oldestDriver, String machineCode, String how) {
        this.engine = engine;
        this.device = device;
        this.libraries = libraries;
        this.oldestDriver = oldestDriver;
        this.machineCode = machineCode;
        this.how = how;
    }

    public static EngineBuild of(String engine, DeviceKind device) {
        return Arrays.stream(values())
                .filter(build -> build.engine.equals(engine) && build.device == device)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no engine " + engine + " for " + device.id()));
    }

    public String engine() {
        return engine;
    }

    /** Mixed precision where tensor cores make it several times as fast; on processors it is slower (bench/RESULTS.md). */
    public Precision fastestPrecision() {
        return this == LIBTORCH_CUDA ? Precision.BF16 : Precision.FP32;
    }

    public DeviceKind device() {
        return device;
    }

    /** What it computes with on GPUs; empty for processors. */
    public String libraries() {
        return libraries;
    }

    /** The oldest driver, by the first of its numbers, that its libraries work with; empty for processors. */
    public String oldestDriver() {
        return oldestDriver;
    }

    /** Generations of GPUs that it holds machine code for, the oldest first; empty for processors. */
    public List<ComputeCapability> machineCode() {
        return Stream.of(machineCode.split(" "))
                .filter(capability -> !capability.isEmpty())
                .map(ComputeCapability::of)
                .toList();
    }

    /** How it gets built: a command, or {@code always}. */
    public String how() {
        return how;
    }

    /** @return why this cannot compute on that device, which engines can, and what to do; nothing where it can */
    public Optional<String> refusal(Device offered) {
        if (device == DeviceKind.CPU) {
            return Optional.empty();
        }
        ComputeCapability capability = offered.capability();
        if (capability == null) {
            return Optional.of("%s: its driver %s does not tell the compute capability: install driver %s or later"
                    .formatted(offered.name(), offered.driver(), oldestDriver));
        }
        if (!hasCodeFor(capability)) {
            return Optional.of("%s has compute capability %s; engine %s, built for %s, has machine code for %s; %s"
                    .formatted(offered.name(), capability, engine, libraries, codeInWords(), others(capability)));
        }
        if (isTooOld(offered.driver())) {
            return Optional.of("%s: engine %s, built for %s, needs driver %s or later, found %s: install a later driver"
                    .formatted(offered.name(), engine, libraries, oldestDriver, offered.driver()));
        }
        return Optional.empty();
    }

    private boolean hasCodeFor(ComputeCapability capability) {
        return machineCode().stream().anyMatch(capability::runsCodeFor);
    }

    private String codeInWords() {
        return machineCode().stream().map(ComputeCapability::toString).collect(joining(", "));
    }

    private static String others(ComputeCapability capability) {
        String able = Stream.of(values())
                .filter(build -> build.device == DeviceKind.CUDA && build.hasCodeFor(capability))
                .map(build -> "%s (%s)".formatted(build.engine, build.how))
                .collect(joining(" or "));
        return able.isEmpty() ? "no engine runs there: use --device cpu" : "there runs " + able;
    }

    private boolean isTooOld(@Nullable String driver) {
        String first = driver == null ? "" : driver.replaceFirst("\\..*", "");
        return !first.matches("\\d{1,9}") || Integer.parseInt(first) < Integer.parseInt(oldestDriver);
    }
}
