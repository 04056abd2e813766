package io.phiscale.agent.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.phiscale.protocol.engine.ComputeCapability;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NvidiaSmiTests {
    @TempDir
    private Path folder;

    @Test
    void tellsEveryGpu() throws Exception {
        NvidiaSmi driver = says(
                """
                0, NVIDIA H200, 143771, 143153, 9.0, 580.95.05
                1, NVIDIA GeForce RTX 3090, 24576, 1024, 8.6, 580.95.05
                """);

        assertThat(driver.gpus())
                .containsExactly(
                        new Gpu(
                                0,
                                "NVIDIA H200",
                                143_771L << 20,
                                143_153L << 20,
                                new ComputeCapability(9, 0),
                                "580.95.05"),
                        new Gpu(
                                1,
                                "NVIDIA GeForce RTX 3090",
                                24L << 30,
                                1L << 30,
                                new ComputeCapability(8, 6),
                                "580.95.05"));
    }

    @Test
    void whereItIsNotInstalledThereIsNoGpu() throws Exception {
        assertThat(new NvidiaSmi(folder.resolve("missing").toString()).gpus()).isEmpty();
    }

    @Test
    void anOldDriverDoesNotTellTheCapability() throws Exception {
        assertThat(says("0, Tesla K80, 11441, 11441, [Not Supported], 390.157").gpus())
                .singleElement()
                .matches(gpu -> gpu.capability() == null);
    }

    @Test
    void aDriverThatDoesNotWorkIsToldInItsOwnWords() throws Exception {
        NvidiaSmi driver =
                FakeDriver.in(folder).failsWith("Failed to initialize NVML: Driver/library version mismatch");

        assertThatExceptionOfType(DeviceException.class)
                .isThrownBy(driver::gpus)
                .withMessage("nvidia-smi failed: Failed to initialize NVML: Driver/library version mismatch;"
                        + " repair the driver, or use --device cpu");
    }

    @Test
    void anAnswerToAnotherQuestionIsQuoted() throws Exception {
        assertThatExceptionOfType(DeviceException.class)
                .isThrownBy(says("No devices were found")::gpus)
                .withMessageContaining("nvidia-smi says No devices were found");
        assertThatExceptionOfType(DeviceException.class)
                .isThrownBy(says("0, NVIDIA H200, a lot, 143153, 9.0, 580")::gpus)
                .withMessageContaining("a lot");
    }

    private NvidiaSmi says(String lines) throws IOException {
        return FakeDriver.in(folder).says(lines);
    }
}
