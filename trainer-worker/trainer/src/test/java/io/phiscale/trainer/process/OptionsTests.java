package io.phiscale.trainer.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.phiscale.protocol.engine.DeviceKind;
import io.phiscale.scaling.validation.InvalidValueException;
import io.phiscale.trainer.checkpoint.CheckpointSettings;
import io.phiscale.trainer.engine.DeviceShare;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OptionsTests {
    @Test
    void withoutOptionsDataLieWhereDataOfTheUserDo() {
        Options options = Options.parse(List.of());

        assertThat(options.dataFolder()).endsWithRaw(Path.of("phiscale", "data"));
        assertThat(options.dataSets()).isEmpty();
    }

    @Test
    void dataLieWhereToldAndOneOfTheirSetsIsExpected() {
        assertThat(Options.parse(
                        List.of("--data-folder", "/data", "--datasets", "/etc/datasets.yaml", "--expect", "mnist")))
                .isEqualTo(new Options(
                        Path.of("/data"),
                        Optional.of(Path.of("/etc/datasets.yaml")),
                        Optional.of("mnist"),
                        CheckpointSettings.NONE,
                        DeviceShare.PROCESSOR,
                        OptionalLong.empty()));
    }

    @Test
    void checkpointsHaveAFolderAnOriginAndAnInterval() {
        List<String> arguments =
                List.of("--work-folder", "/work", "--resume", "/old.safetensors", "--checkpoint-minutes", "0.5");

        assertThat(Options.parse(arguments).checkpoints())
                .isEqualTo(new CheckpointSettings(
                        Optional.of(Path.of("/work")),
                        Optional.of(Path.of("/old.safetensors")),
                        Duration.ofSeconds(30)));
        assertThat(Options.parse(List.of()).checkpoints())
                .isEqualTo(new CheckpointSettings(Optional.empty(), Optional.empty(), Duration.ofMinutes(5)));
    }

    @Test
    void aGpuHasItsMemoryInBytes() {
        assertThat(Options.parse(List.of("--device", "cuda", "--device-memory", "8589934592"))
                        .device())
                .isEqualTo(new DeviceShare(DeviceKind.CUDA, 8L << 30));
    }

    @ParameterizedTest
    @CsvSource({
        "--device, gpu, cuda",
        "--device-memory, 8 GiB, above 0",
        "--device-memory, 0, above 0",
        "--memory, much, above 0"
    })
    void whatIsNoDeviceOrNoMemoryIsNamed(String option, String value, String allowed) {
        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() -> Options.parse(List.of(option, value)))
                .withMessageContainingAll(value, allowed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "NaN", "soon", "1e9", "1e999999999", ""})
    void minutesBetweenCheckpointsAreANumberAboveZero(String minutes) {
        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() -> Options.parse(List.of("--checkpoint-minutes", minutes)))
                .withMessageContainingAll("--checkpoint-minutes", "above 0");
    }

    @Test
    void anUnknownOptionIsNamed() {
        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() -> Options.parse(List.of("--datafolder", "/data")))
                .withMessageContainingAll("--datafolder", "--data-folder");
    }

    @Test
    void anOptionWithoutAValueIsNamed() {
        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() -> Options.parse(List.of("--datasets")))
                .withMessageContainingAll("--datasets", "without a value");
    }
}
