package io.phiscale.trainer.loop;

import static org.assertj.core.api.Assertions.assertThat;

import io.phiscale.protocol.recipe.Recipe;
import io.phiscale.protocol.trainer.TrainerEvent;
import io.phiscale.protocol.trainer.TrainingJob;
import io.phiscale.trainer.checkpoint.CheckpointSettings;
import io.phiscale.trainer.fake.Jobs;
import io.phiscale.trainer.fake.ScriptedEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Trainings that go on from a checkpoint, or begin anew where it cannot be used. */
class ResumptionTests extends CheckpointedTrainingTest {
    @Test
    void aTrainingThatGoesOnFromAnyStepComesToTheSame() {
        List<TrainerEvent> undisturbed = train(JOB, everyStep(), new StopSignal());

        assertThat(files(undisturbed)).hasSize(12).doesNotHaveDuplicates();
        for (TrainerEvent.Checkpoint checkpoint : all(undisturbed, TrainerEvent.Checkpoint.class)) {
            List<TrainerEvent> resumed = train(JOB, from(checkpoint.file()), new StopSignal());

            assertThat(resumed.get(0)).isEqualTo(new TrainerEvent.Started(JOB.parameters(), checkpoint.fraction()));
            assertThat(metrics(resumed))
                    .isEqualTo(metrics(undisturbed).subList(checkpoint.epochs(), 3))
                    .isNotEmpty();
            assertThat(outcome(resumed)).isEqualTo(outcome(undisturbed));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void aTrainingThatIsStoppedAfterEveryStepComesToTheSame(int microBatches) {
        TrainingJob job = new TrainingJob(
                JOB.architecture(), JOB.recipe(), JOB.data(), JOB.seed(), JOB.parameters(), microBatches);
        List<TrainerEvent> undisturbed = train(job, CheckpointSettings.NONE, new StopSignal());

        List<TrainerEvent> all = new ArrayList<>();
        CheckpointSettings settings = rarely();
        List<TrainerEvent> last = List.of();
        for (int processes = 0; all(last, TrainerEvent.Done.class).isEmpty(); processes++) {
            assertThat(processes).isLessThan(20);
            last = trainOneStep(job, settings);
            all.addAll(last);
            settings = new CheckpointSettings(
                    Optional.of(folder),
                    Optional.of(Path.of(last(all, TrainerEvent.Checkpoint.class).file())),
                    Duration.ofDays(1));
        }

        assertThat(all(all, TrainerEvent.Stopped.class)).hasSize(12);
        assertThat(metrics(all)).isEqualTo(metrics(undisturbed));
        assertThat(outcome(all)).isEqualTo(outcome(undisturbed));
    }

    @Test
    void secondsAndSpeedsCoverTheWholeTraining() {
        ScriptedEngine engine = oneMinuteAStep();
        List<TrainerEvent> events = train(engine, JOB, everyStep(), new StopSignal(), now::get);
        TrainerEvent.Checkpoint inTheSecond =
                all(events, TrainerEvent.Checkpoint.class).get(6);

        List<TrainerEvent> resumed = train(engine, JOB, from(inTheSecond.file()), new StopSignal(), now::get);

        assertThat(last(resumed, TrainerEvent.Done.class).result().seconds()).isEqualTo(12 * 60);
        assertThat(last(resumed, TrainerEvent.Done.class).result().imagesPerSecond())
                .isEqualTo(32.0 / 60);
        assertThat(all(resumed, TrainerEvent.Epoch.class).get(0).metrics().seconds())
                .isEqualTo(4 * 60);
    }

    @Test
    void aCheckpointOfAnotherTrainingIsNotUsed() throws IOException {
        String file = all(train(JOB, rarely(), new StopSignal()), TrainerEvent.Checkpoint.class)
                .get(0)
                .file();
        Recipe recipe = JOB.recipe();
        Recipe longer = Jobs.recipe(4, recipe.batchSize());
        assertNotUsed(Jobs.shapes(3, 128, 8), file);
        assertNotUsed(Jobs.shapes(3, 160, 7), file);
        assertNotUsed(new TrainingJob(JOB.architecture(), longer, JOB.data(), JOB.seed(), JOB.parameters(), 1), file);
        assertNotUsed(new TrainingJob(JOB.architecture(), recipe, JOB.data(), JOB.seed(), JOB.parameters(), 2), file);
        assertNotUsed(
                new TrainingJob(JOB.architecture().at(20), recipe, JOB.data(), JOB.seed(), JOB.parameters(), 1), file);
        assertThat(train(ScriptedEngine.withLoss(step -> 1), JOB, from(file), new StopSignal(), now::get)
                        .get(0))
                .isEqualTo(new TrainerEvent.Started(JOB.parameters(), 0));
    }

    @Test
    void aFileThatIsDamagedOrMissingIsNotUsed() throws IOException {
        Path file = Path.of(all(train(JOB, rarely(), new StopSignal()), TrainerEvent.Checkpoint.class)
                .get(0)
                .file());
        byte[] bytes = Files.readAllBytes(file);

        assertNotUsed(JOB, folder.resolve("missing").toString());
        Files.write(file, Arrays.copyOf(bytes, bytes.length - 1));
        assertNotUsed(JOB, file.toString());
        Files.writeString(file, "no checkpoint at all");
        assertNotUsed(JOB, file.toString());
    }

    private void assertNotUsed(TrainingJob job, String file) {
        List<TrainerEvent> events = train(job, from(file), new StopSignal());

        assertThat(events.get(0)).isEqualTo(new TrainerEvent.Started(job.parameters(), 0));
        assertThat(outcome(events)).isEqualTo(outcome(train(job, CheckpointSettings.NONE, new StopSignal())));
    }
}
