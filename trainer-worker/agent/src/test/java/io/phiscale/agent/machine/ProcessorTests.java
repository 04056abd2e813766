package io.phiscale.agent.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessorTests {
    @TempDir
    Path folder;

    @Test
    void itIsCalledAsLinuxCallsItsFirstCore() throws IOException {
        assertThat(processor("avx2").name()).isEqualTo("AMD EPYC 9R14");
    }

    @Test
    void amdsNewerOnesHaveAllOfAvx512() throws IOException {
        assertThat(processor("avx2 avx512f avx512dq avx512cd avx512bw avx512vl sha_ni")
                        .isAmdWithAvx512())
                .isTrue();
        assertThat(processor("avx2 avx512f avx512cd avx512er avx512pf").isAmdWithAvx512())
                .isFalse();
        assertThat(processor("avx2").isAmdWithAvx512()).isFalse();
        assertThat(processor("GenuineIntel", "avx2 avx512f avx512dq avx512cd avx512bw avx512vl")
                        .isAmdWithAvx512())
                .isFalse();
    }

    @Test
    void elsewhereItIsOfAKindAndHasNothingSpecial() {
        Processor elsewhere = new Processor(folder.resolve("none"));

        assertThat(elsewhere.name()).isEqualTo(System.getProperty("os.arch"));
        assertThat(elsewhere.isAmdWithAvx512()).isFalse();
    }

    private Processor processor(String flags) throws IOException {
        return processor("AuthenticAMD", flags);
    }

    private Processor processor(String vendor, String flags) throws IOException {
        Path facts = folder.resolve("cpuinfo");
        String core = "processor\t: %d\nvendor_id\t: " + vendor + "\nmodel name\t: AMD EPYC 9R14\nflags\t\t: fpu vme "
                + flags + "\n\n";
        Files.writeString(facts, core.formatted(0) + core.formatted(1));
        return new Processor(facts);
    }
}
