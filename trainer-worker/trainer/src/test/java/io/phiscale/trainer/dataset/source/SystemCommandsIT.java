package io.phiscale.trainer.dataset.source;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SystemCommandsIT {
    @TempDir
    Path folder;

    @Test
    void aCommandThatFailsIsQuotedWithWhatItSaidLast() {
        Commands commands = new SystemCommands(30);

        assertThatIOException()
                .isThrownBy(() -> commands.run(folder, "sh", "-c", "echo first; echo the reason >&2; exit 3"))
                .withMessage("sh failed: the reason");
    }

    @Test
    void aCommandThatHangsIsEnded() {
        Commands commands = new SystemCommands(0);

        assertThatIOException()
                .isThrownBy(() -> commands.run(folder, "sh", "-c", "exec tail -f /dev/null"))
                .withMessageContaining("took more than 0 seconds");
    }

    @Test
    void aCommandThatSucceedsIsSilent() {
        assertThatCode(() -> new SystemCommands(30).run(folder, "true")).doesNotThrowAnyException();
    }
}
