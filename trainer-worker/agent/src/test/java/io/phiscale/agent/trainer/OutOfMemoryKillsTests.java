package io.phiscale.agent.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutOfMemoryKillsTests {
    @TempDir
    private Path directory;

    @Test
    void theControlGroupsOwnCounterGoesBeforeTheMachines() throws Exception {
        Path group = Files.writeString(directory.resolve("events"), "oom 9\noom_kill 3\noom_group_kill 1\n");
        Path machine = Files.writeString(directory.resolve("vmstat"), "nr_free_pages 12\noom_kill 40\n");

        assertThat(new OutOfMemoryKills(List.of(group, machine)).count()).isEqualTo(3);
        assertThat(new OutOfMemoryKills(List.of(directory.resolve("none"), machine)).count())
                .isEqualTo(40);
    }

    @Test
    void whereNothingIsToldNothingIsBlamedOnMemory() {
        assertThat(new OutOfMemoryKills(List.of(directory.resolve("none"))).count())
                .isZero();
    }
}
