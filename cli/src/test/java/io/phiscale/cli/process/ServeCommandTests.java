package io.phiscale.cli.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class ServeCommandTests {
    @Test
    void whatIsNotGivenIsLeftToTheEnvironment() {
        assertThat(arguments()).isEmpty();
    }

    @Test
    void aSettingIsNotGivenTwice() {
        assertThat(arguments("--", "--server.port=9090")).containsExactly("--server.port=9090");
    }

    @Test
    void whatIsGivenWins() {
        assertThat(arguments("--port", "9090", "--address", "::1", "--database", "jdbc:postgresql://host/phiscale"))
                .containsExactly(
                        "--server.port=9090",
                        "--server.address=::1",
                        "--phiscale.database.url=jdbc:postgresql://host/phiscale");
    }

    @Test
    void aPortThatDoesNotExistIsRefused() {
        assertThatThrownBy(() -> arguments("--port", "99999")).hasMessageContaining("--port is 99999");
    }

    private static List<String> arguments(String... commandLine) {
        ServeCommand serve = new ServeCommand();
        new CommandLine(serve).parseArgs(commandLine);
        return serve.arguments();
    }
}
