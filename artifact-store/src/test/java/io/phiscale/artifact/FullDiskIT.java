package io.phiscale.artifact;

import static io.phiscale.artifact.Bytes.put;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.phiscale.artifact.ArtifactStoreException.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file system of one MiB, which only root can make. */
class FullDiskIT {
    @TempDir
    private Path disk;

    private boolean mounted;

    @BeforeEach
    void mount() throws Exception {
        String said = run("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", disk.toString());
        mounted = said.isEmpty();
        assumeTrue(mounted, () -> "a full disk is not tried: a file system of one MiB cannot be mounted: " + said);
    }

    @AfterEach
    void unmount() throws Exception {
        if (mounted) {
            assertThat(run("umount", disk.toString())).isEmpty();
        }
    }

    @Test
    void aFullDiskIsToldOfAndNothingIsLeft() {
        try (DirectoryStore store = new DirectoryStore(disk)) {
            put(store, "kept", Bytes.random(500_000));

            for (String key : new String[] {"folder/new", "kept"}) {
                assertThatThrownBy(() -> put(store, key, Bytes.random(2_000_000)))
                        .isInstanceOfSatisfying(ArtifactStoreException.class, full -> assertThat(full.kind())
                                .isEqualTo(Kind.NO_SPACE))
                        .hasMessage(
                                "cannot store %s in the directory %s: no space is left there or a quota is used up: delete what is not needed, or give it more",
                                key, disk);
            }

            assertThat(disk.resolve(".unfinished")).isEmptyDirectory();
            assertThat(Bytes.keys(disk)).containsExactly("kept");
            assertThat(Bytes.get(store, "kept")).isEqualTo(Bytes.random(500_000));
            put(store, "folder/new", Bytes.random(400_000));
        }
    }

    /** What it says; nothing where all is well. */
    private static String run(String... command) throws InterruptedException {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return process.waitFor() == 0 ? "" : said.isBlank() ? "it says nothing" : said;
        } catch (IOException noSuchProgram) {
            return noSuchProgram.toString();
        }
    }
}
