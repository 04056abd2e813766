package io.phiscale.agent.trial;

import static org.assertj.core.api.Assertions.assertThat;

import io.phiscale.agent.coordinator.CoordinatorUnreachableException;
import io.phiscale.protocol.trainer.TrainerEvent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class CheckpointUploadsTests {
    private static final Duration LONG = Duration.ofHours(1);

    @TempDir
    private Path directory;

    private final RecordingCoordinator coordinator = new RecordingCoordinator();
    private final Lease lease = new Lease(Trials.claim(), System.nanoTime(), coordinator, new NobodyAtWork());
    private final CheckpointUploads uploads = new CheckpointUploads(Trials.claim(), coordinator, lease);

    @AfterEach
    void close() {
        uploads.close();
        lease.close();
    }

    @Test
    void aStoreThatTakesNothingIsNotWaitedForWithoutEnd() throws Exception {
        coordinator.whenACheckpointComes = () -> {
            throw new CoordinatorUnreachableException("the store is full");
        };

        uploads.add(checkpoint("half"));
        uploads.await(Duration.ofMillis(100), () -> false);

        assertThat(lease.isLost()).isFalse();
    }

    @Test
    void aDefectThatOneCheckpointMeetsCostsThatOneAlone() throws Exception {
        AtomicInteger came = new AtomicInteger();
        coordinator.whenACheckpointComes = () -> {
            if (came.incrementAndGet() == 1) {
                throw new IllegalStateException("a defect");
            }
        };

        uploads.add(checkpoint("one"));
        uploads.await(LONG, () -> false);
        uploads.add(checkpoint("two"));
        uploads.await(LONG, () -> false);

        assertThat(came).hasValue(2);
        assertThat(directory).isEmptyDirectory();
    }

    private TrainerEvent.Checkpoint checkpoint(String content) throws Exception {
        Path file = Files.writeString(directory.resolve(content), content);
        return new TrainerEvent.Checkpoint(file.toString(), "ab", content.length(), 1, 0.5);
    }

    private record NobodyAtWork() implements Lease.Holder {
        @Override
        public void lost() {}

        @Override
        public void wantedBack() {}
    }
}
