package io.phiscale.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.phiscale.cli.CommandLineRunner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkCommandTests {
    @Test
    void aLabelThatIsNoneIsRefused() {
        CommandLineRunner run = CommandLineRunner.run(
                "work", "--server", "http://127.0.0.1:1", "--label", "a100", "--label", "two words");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.error()).contains("--label is two words; allowed: 1 to 100 letters, digits and . _ -");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0    | 0; allowed: a whole number from 1 to 1024",
                "1025 | 1025; allowed: a whole number from 1 to 1024",
                "many | many; allowed: auto, or a whole number from 1 to 1024",
            })
    void slotsAreANumberOrMeasured(String slots, String complaint) {
        CommandLineRunner run =
                CommandLineRunner.run("work", "--server", "http://127.0.0.1:1", "--device", "cpu", "--slots", slots);

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.error()).contains("--slots is " + complaint);
    }

    @Test
    void aWorkerOfOneTrialHasOneSlot() {
        CommandLineRunner run =
                CommandLineRunner.run("work", "--server", "http://127.0.0.1:1", "--once", "--slots", "2");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.error()).contains("--slots is 2; allowed: a whole number from 1 to 1");
    }
}
