package io.phiscale.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

class HelpTests {
    @ParameterizedTest
    @MethodSource("commands")
    void everyCommandExplainsItself(String command) {
        CommandLineRunner run =
                CommandLineRunner.run((command + " --help").strip().split(" ", -1));

        assertThat(run.exitCode()).as(run.error()).isZero();
        assertThat(run.error()).isEmpty();
        assertThat(run.output()).contains(("Usage: phiscale " + command).strip());
        assertThat(run.output().lines().filter(line -> line.matches("[A-Z].*[a-z.,:]") && !line.startsWith("Usage")))
                .as("a description")
                .isNotEmpty();
    }

    @Test
    void theTreeOfCommandsIsKnown() {
        assertThat(commands()).contains("", "cost", "search", "search run", "search export", "help");
    }

    static Stream<String> commands() {
        return below(Phiscale.commandLine());
    }

    private static Stream<String> below(CommandLine command) {
        String name = command.getCommandSpec().qualifiedName().replaceFirst("^phiscale ?", "");
        return Stream.concat(
                Stream.of(name), command.getSubcommands().values().stream().flatMap(HelpTests::below));
    }
}
