package io.phiscale.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.phiscale.cli.CommandLineRunner;
import org.junit.jupiter.api.Test;

class WorkCommandTests {
    @Test
    void aLabelThatIsNoneIsRefused() {
        CommandLineRunner run = CommandLineRunner.run(
                "work", "--server", "http://127.0.0.1:1", "--label", "a100", "--label", "two words");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.error()).contains("--label is two words; allowed: 1 to 100 letters, digits and . _ -");
    }
}
