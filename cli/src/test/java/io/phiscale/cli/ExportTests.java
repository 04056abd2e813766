package io.phiscale.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExportTests {
    private static final String TERMINAL = "phiscale.terminal";
    /** A ZIP archive's beginning, and bytes that are no UTF-8. */
    private static final byte[] BYTES = {'P', 'K', 3, 4, (byte) 0xff, (byte) 0x80, '\n', (byte) 0xc3};

    private final ByteArrayOutputStream raw = new ByteArrayOutputStream();
    private FakeCoordinator coordinator;

    @BeforeEach
    void start() throws IOException {
        coordinator = new FakeCoordinator().with("/api/searches/5/export", BYTES);
    }

    @AfterEach
    void stop() {
        System.clearProperty(TERMINAL);
        coordinator.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"json", "csv", "dl4j"})
    void everyFormatReachesStandardOutputByteByByte(String format) {
        CommandLineRunner run = export(format);

        assertThat(run.exitCode()).as(run.error()).isZero();
        assertThat(raw.toByteArray()).isEqualTo(BYTES);
    }

    @Test
    void anArchiveIsKeptFromATerminal() {
        System.setProperty(TERMINAL, "true");

        CommandLineRunner run = export("dl4j");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.error()).contains("--output");
        assertThat(raw.toByteArray()).isEmpty();
    }

    private CommandLineRunner export(String format) {
        return CommandLineRunner.run(
                raw, "search", "export", "5", "--format", format, "--server", coordinator.address());
    }
}
