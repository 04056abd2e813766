package io.phiscale.agent.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MachineMemoryTests {
    @TempDir
    Path folder;

    private Path machine;
    private Path container;

    @BeforeEach
    void files() {
        machine = folder.resolve("meminfo");
        container = folder.resolve("memory.max");
    }

    @Test
    void aMachineHasWhatLinuxTells() throws IOException {
        Files.writeString(machine, "MemTotal:       24641264 kB\nMemFree:        20000000 kB\n");

        assertThat(memory().bytes()).hasValue(24_641_264L * 1_024);
    }

    @Test
    void aContainerHasWhatItIsLimitedTo() throws IOException {
        Files.writeString(machine, "MemTotal:       24641264 kB\n");

        Files.writeString(container, "8589934592\n");
        assertThat(memory().bytes()).hasValue(8_589_934_592L);
        Files.writeString(container, "max\n");
        assertThat(memory().bytes()).hasValue(24_641_264L * 1_024);
    }

    @Test
    void otherSystemsDoNotTell() {
        assertThat(memory().bytes()).isEmpty();
    }

    private MachineMemory memory() {
        return new MachineMemory(machine, container);
    }
}
