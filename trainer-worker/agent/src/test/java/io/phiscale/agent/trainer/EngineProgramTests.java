package io.phiscale.agent.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EngineProgramTests {
    @TempDir
    Path home;

    @Test
    void anEngineIsInstalledWhereItsProgramIs() throws IOException {
        Files.createDirectories(home.resolve("trainer-worker/engine-libtorch/target/app"));

        assertThat(EngineProgram.installed(home)).containsExactly("libtorch");
        assertThat(EngineProgram.of("libtorch", home).folder()).startsWith(home);
        assertThatThrownBy(() -> EngineProgram.of("dl4j", home))
                .isInstanceOf(TrainerMissingException.class)
                .hasMessageContaining("engine dl4j is not at " + home)
                .hasMessageContaining("./mvnw package");
    }

    @Test
    void whereNoEngineIsInstalledItSaysWhatToDo() {
        assertThatThrownBy(() -> EngineProgram.installed(home))
                .isInstanceOf(TrainerMissingException.class)
                .hasMessage("there is no engine's program under %s: build them with ./mvnw package", home);
    }

    @Test
    void anUnknownEngineIsAnsweredWithThoseThereAre() {
        assertThatThrownBy(() -> EngineProgram.of("jax", home))
                .isInstanceOf(TrainerMissingException.class)
                .hasMessage("there is no engine jax; there are: libtorch, dl4j");
    }
}
