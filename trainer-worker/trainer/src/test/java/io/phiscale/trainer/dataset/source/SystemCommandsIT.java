package io.phiscale.trainer.dataset.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
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
        assertThat(ProcessHandle.current().children()).allSatisfy(SystemCommandsIT::assertEnds);
    }

    @Test
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void programsThatACommandHasStartedEndWithIt() throws Exception {
        // The inner program holds the pipe open for as long as it lives; opening it waits until it does.
        Path pipe = folder.resolve("pipe");
        new SystemCommands(30).run(folder, "mkfifo", pipe.toString());
        String hanging = "(exec tail -f /dev/null > %s) & wait".formatted(pipe);
        FutureTask<Void> running = new FutureTask<>(() -> {
            new SystemCommands(60).run(folder, "sh", "-c", hanging);
            return null;
        });
        Thread thread = new Thread(running);
        thread.start();
        try (InputStream held = Files.newInputStream(pipe)) {
            thread.interrupt();

            assertThat(held.read()).as("the end, once nobody holds the pipe").isEqualTo(-1);
        }
        assertThatExceptionOfType(ExecutionException.class)
                .isThrownBy(running::get)
                .withCauseInstanceOf(InterruptedException.class);
    }

    private static void assertEnds(ProcessHandle process) {
        assertThat(process.onExit()).succeedsWithin(Duration.ofSeconds(20));
    }

    @Test
    void aCommandThatSucceedsIsSilent() {
        assertThatCode(() -> new SystemCommands(30).run(folder, "true")).doesNotThrowAnyException();
    }
}
