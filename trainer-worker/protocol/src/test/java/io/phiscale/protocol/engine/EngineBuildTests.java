package io.phiscale.protocol.engine;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class EngineBuildTests {
    private static final Path README = Path.of("../../README.md");

    @ParameterizedTest
    @EnumSource
    void theReadmeHasEachInItsTable(EngineBuild build) throws IOException {
        boolean onGpus = build.device() == DeviceKind.CUDA;
        String row = onGpus
                ? "| %s | cuda | %s | %s | %s or later | `%s` |"
                        .formatted(
                                build.engine(),
                                build.libraries(),
                                build.machineCode().stream()
                                        .map(ComputeCapability::toString)
                                        .collect(joining(", ")),
                                build.oldestDriver(),
                                build.how())
                : "| %s | cpu | | | | always |".formatted(build.engine());

        assertThat(Files.readString(README)).contains(row);
    }

    @ParameterizedTest
    @CsvSource({
        "7.5, true, true",
        "8.0, true, true",
        "8.6, true, true",
        "8.9, true, true",
        "9.0, true, false",
        "12.1, true, false",
        "7.0, false, true",
        "6.2, false, true",
        "3.7, false, true",
        "3.5, false, false",
        "11.0, false, false"
    })
    void machineCodeRunsOnItsOwnGenerationAndOnLaterOnesOfTheSame(String capability, boolean libtorch, boolean dl4j) {
        Device gpu = new Device(DeviceKind.CUDA, "a GPU", ComputeCapability.of(capability), "580.95.05");

        assertThat(EngineBuild.LIBTORCH_CUDA.refusal(gpu).isEmpty()).isEqualTo(libtorch);
        assertThat(EngineBuild.DL4J_CUDA.refusal(gpu).isEmpty()).isEqualTo(dl4j);
    }

    @Test
    void anEngineForProcessorsRefusesNothing() {
        assertThat(EngineBuild.DL4J_CPU.refusal(Device.cpu("any"))).isEmpty();
    }
}
