package io.phiscale.trainer.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.phiscale.scaling.validation.InvalidValueException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OptionsTests {
    @Test
    void withoutOptionsDataLieWhereDataOfTheUserDo() {
        Options options = Options.parse(List.of());

        assertThat(options.dataFolder()).endsWithRaw(Path.of("phiscale", "data"));
        assertThat(options.dataSets()).isEmpty();
    }

    @Test
    void bothOptionsTakeAPath() {
        assertThat(Options.parse(List.of("--data-folder", "/data", "--datasets", "/etc/datasets.yaml")))
                .isEqualTo(new Options(Path.of("/data"), Optional.of(Path.of("/etc/datasets.yaml"))));
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
