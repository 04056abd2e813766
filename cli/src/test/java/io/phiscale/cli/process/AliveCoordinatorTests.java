package io.phiscale.cli.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.phiscale.agent.coordinator.Coordinator;
import io.phiscale.agent.coordinator.CoordinatorUnreachableException;
import io.phiscale.cli.failure.UserException;
import io.phiscale.protocol.engine.Device;
import io.phiscale.protocol.engine.Engines;
import io.phiscale.protocol.trial.CheckpointReference;
import io.phiscale.protocol.trial.Claim;
import io.phiscale.protocol.trial.ClaimRequest;
import io.phiscale.protocol.trial.Command;
import io.phiscale.protocol.trial.EpochReport;
import io.phiscale.protocol.trial.FailureReport;
import io.phiscale.protocol.trial.Heartbeat;
import io.phiscale.protocol.trial.Release;
import io.phiscale.protocol.trial.ResultReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AliveCoordinatorTests {
    private static final ClaimRequest REQUEST =
            new ClaimRequest("worker", Engines.ALL, Device.cpu(""), 1, 1, List.of(), 0);

    @TempDir
    private Path folder;

    @Test
    void everyAnswerTouchesTheFile() throws IOException {
        Path file = folder.resolve("alive");
        AliveCoordinator coordinator = new AliveCoordinator(new FakeWorkerApi(true), file);
        assertThat(file).doesNotExist();

        for (Runnable call : List.<Runnable>of(
                () -> coordinator.claim(REQUEST),
                () -> coordinator.heartbeat(1, new Heartbeat(1, 0.5), Duration.ofSeconds(1)),
                () -> coordinator.epoch(1, null),
                () -> coordinator.result(1, null),
                () -> coordinator.failure(1, null),
                () -> coordinator.release(1, new Release(1)))) {
            Files.deleteIfExists(file);
            call.run();
            assertThat(file).exists();
        }
    }

    @Test
    void noAnswerLetsTheFileGrowOld() throws IOException {
        Path file = Files.createFile(folder.resolve("alive"));
        AliveCoordinator coordinator = new AliveCoordinator(new FakeWorkerApi(false), file);

        assertThatThrownBy(() -> coordinator.claim(REQUEST)).isInstanceOf(CoordinatorUnreachableException.class);
        assertThat(file).doesNotExist();
    }

    @Test
    void aFileThatCannotBeIsRefusedAtTheStart() {
        assertThatThrownBy(() -> new AliveCoordinator(new FakeWorkerApi(true), Path.of("/nowhere/alive")))
                .isInstanceOf(UserException.class)
                .hasMessageStartingWith("cannot write /nowhere/alive");
    }

    private record FakeWorkerApi(boolean answers) implements Coordinator {
        @Override
        public Optional<Claim> claim(ClaimRequest request) {
            answer();
            return Optional.empty();
        }

        @Override
        public Command heartbeat(long trial, Heartbeat heartbeat, Duration patience) {
            return answer();
        }

        @Override
        public Command epoch(long trial, EpochReport report) {
            return answer();
        }

        @Override
        public Command checkpoint(long trial, long token, CheckpointReference reference, Path file) {
            return answer();
        }

        @Override
        public void download(long trial, long token, CheckpointReference reference, Path target) {
            Command unused = answer();
        }

        @Override
        public Command result(long trial, ResultReport report) {
            return answer();
        }

        @Override
        public Command failure(long trial, FailureReport report) {
            return answer();
        }

        @Override
        public Command release(long trial, Release release) {
            return answer();
        }

        private Command answer() {
            if (!answers) {
                throw new CoordinatorUnreachableException("no answer", new IOException("gone"));
            }
            return Command.CONTINUE;
        }
    }
}
