package io.phiscale.trainer.loop;

import static org.assertj.core.api.Assertions.assertThat;

import io.phiscale.protocol.trainer.TrainerEvent;
import io.phiscale.trainer.checkpoint.CheckpointSettings;
import io.phiscale.trainer.dataset.ContentHash;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** When checkpoints are written, what is said of them, and what becomes of those that cannot be. */
class CheckpointWritingTests extends CheckpointedTrainingTest {
    @Test
    void checkpointsFollowEveryEpochButTheLast() {
        List<TrainerEvent> events = train(JOB, rarely(), new StopSignal());

        assertThat(files(events)).containsExactly("checkpoint-4.safetensors", "checkpoint-8.safetensors");
        assertThat(all(events, TrainerEvent.Checkpoint.class).stream().map(TrainerEvent.Checkpoint::epochs))
                .containsExactly(1, 2);
        assertThat(folder).isDirectoryNotContaining(file -> file.toString().endsWith(".part"));
    }

    @Test
    void withinAnEpochTheyFollowTheClock() {
        List<TrainerEvent> events =
                train(oneMinuteAStep(), JOB, every(Duration.ofMinutes(3)), new StopSignal(), now::get);

        // Three minutes after the last one, which an epoch's end may have brought.
        assertThat(files(events))
                .containsExactly(
                        "checkpoint-3.safetensors",
                        "checkpoint-4.safetensors",
                        "checkpoint-7.safetensors",
                        "checkpoint-8.safetensors",
                        "checkpoint-11.safetensors");
    }

    @Test
    void aCheckpointsEventSaysWhatTheFileIs() throws IOException {
        TrainerEvent.Checkpoint checkpoint = all(train(JOB, rarely(), new StopSignal()), TrainerEvent.Checkpoint.class)
                .get(0);

        byte[] bytes = Files.readAllBytes(Path.of(checkpoint.file()));
        assertThat(Path.of(checkpoint.file())).isAbsolute();
        assertThat(checkpoint.size()).isEqualTo(bytes.length);
        assertThat(checkpoint.sha256())
                .isEqualTo(HexFormat.of().formatHex(ContentHash.sha256().digest(bytes)));
        // Three passes for each of 128 images and one for each of 200, of three times that and 1,024.
        assertThat(checkpoint.fraction()).isEqualTo((3 * 128 + 200) / (3.0 * (3 * 128 + 200) + 1_024));
    }

    @Test
    void aCheckpointThatCannotBeWrittenChangesNothing() throws IOException {
        Path noFolder = Files.writeString(folder.resolve("taken"), "a file");
        CheckpointSettings settings = new CheckpointSettings(Optional.of(noFolder), Optional.empty(), Duration.ZERO);

        List<TrainerEvent> events = train(JOB, settings, new StopSignal());

        assertThat(all(events, TrainerEvent.Checkpoint.class)).isEmpty();
        assertThat(outcome(events)).isEqualTo(outcome(train(JOB, CheckpointSettings.NONE, new StopSignal())));
    }

    @Test
    void whatIsHalfWrittenDoesNotStay() throws IOException {
        // A folder in the checkpoint's place: the last step, its move there, fails.
        Files.createDirectories(folder.resolve("checkpoint-4.safetensors").resolve("full"));

        List<TrainerEvent> events = train(JOB, rarely(), new StopSignal());

        assertThat(files(events)).containsExactly("checkpoint-8.safetensors");
        assertThat(folder).isDirectoryNotContaining(file -> file.toString().endsWith(".part"));
    }
}
