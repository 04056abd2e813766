package io.phiscale.trainer.loop;

import static org.assertj.core.api.Assertions.assertThat;

import io.phiscale.protocol.recipe.Recipe;
import io.phiscale.protocol.trainer.EpochMetrics;
import io.phiscale.protocol.trainer.TrainerEvent;
import io.phiscale.protocol.trainer.TrainingJob;
import io.phiscale.trainer.checkpoint.CheckpointSettings;
import io.phiscale.trainer.dataset.ContentHash;
import io.phiscale.trainer.dataset.shapes.Shapes;
import io.phiscale.trainer.engine.TrainingEngine;
import io.phiscale.trainer.fake.Jobs;
import io.phiscale.trainer.fake.ScriptedEngine;
import io.phiscale.trainer.fake.SoftmaxRegression;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Trainings of three epochs of four steps. */
class ResumptionTests {
    private static final TrainingJob JOB = Jobs.shapes(3, 128, 7);
    private static final long MINUTE = 60_000_000_000L;

    @TempDir
    Path folder;

    private final AtomicLong now = new AtomicLong();

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
        // Every step takes a minute, nothing else any time.
        ScriptedEngine engine = ScriptedEngine.withLoss(step -> now.addAndGet(MINUTE) > 0 ? 1 : 0);
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
    void checkpointsFollowEveryEpochButTheLast() {
        List<TrainerEvent> events = train(JOB, rarely(), new StopSignal());

        assertThat(files(events)).containsExactly("checkpoint-4.safetensors", "checkpoint-8.safetensors");
        assertThat(all(events, TrainerEvent.Checkpoint.class).stream().map(TrainerEvent.Checkpoint::epochs))
                .containsExactly(1, 2);
        assertThat(folder).isDirectoryNotContaining(file -> file.toString().endsWith(".part"));
    }

    @Test
    void withinAnEpochTheyFollowTheClock() {
        ScriptedEngine engine = ScriptedEngine.withLoss(step -> now.addAndGet(MINUTE) > 0 ? 1 : 0);
        CheckpointSettings everyThreeMinutes =
                new CheckpointSettings(Optional.of(folder), Optional.empty(), Duration.ofMinutes(3));

        List<TrainerEvent> events = train(engine, JOB, everyThreeMinutes, new StopSignal(), now::get);

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
    void aStopDuringEvaluationSavesTheStepsBeforeIt() {
        StopSignal stop = new StopSignal();
        ScriptedEngine engine = new ScriptedEngine(step -> 1, image -> stopAt(stop, image >= 100), 0);

        List<TrainerEvent> events = train(engine, JOB, rarely(), stop, now::incrementAndGet);

        assertThat(files(events)).containsExactly("checkpoint-4.safetensors");
        assertThat(all(events, TrainerEvent.Epoch.class)).isEmpty();
        assertThat(events.get(events.size() - 1)).isEqualTo(new TrainerEvent.Stopped());
        assertThat(engine.closed()).isEqualTo(1);
    }

    @Test
    void aTrainingThatIsStoppedBeforeItsLastEvaluationHasOnlyThatLeft() {
        StopSignal stop = new StopSignal();
        List<TrainerEvent> events = new ArrayList<>();
        EventSink sink = event -> {
            events.add(event);
            stopAt(
                    stop,
                    event instanceof TrainerEvent.Epoch epoch && epoch.metrics().epoch() == 3);
        };

        new Training(new SoftmaxRegression(), name -> new Shapes(), rarely(), sink, now::incrementAndGet)
                .run(JOB, stop);
        TrainerEvent.Checkpoint checkpoint = last(events, TrainerEvent.Checkpoint.class);
        List<TrainerEvent> resumed = train(JOB, from(checkpoint.file()), new StopSignal());

        assertThat(checkpoint.epochs()).isEqualTo(3);
        assertThat(metrics(resumed)).isEmpty();
        assertThat(outcome(resumed)).isEqualTo(outcome(train(JOB, CheckpointSettings.NONE, new StopSignal())));
    }

    @Test
    void aStopRightAfterACheckpointWritesNoOther() {
        StopSignal stop = new StopSignal();
        List<TrainerEvent> events = new ArrayList<>();
        EventSink sink = event -> {
            events.add(event);
            stopAt(stop, event instanceof TrainerEvent.Checkpoint);
        };

        new Training(new SoftmaxRegression(), name -> new Shapes(), rarely(), sink, now::incrementAndGet)
                .run(JOB, stop);

        assertThat(files(events)).containsExactly("checkpoint-4.safetensors");
        assertThat(events.get(events.size() - 1)).isEqualTo(new TrainerEvent.Stopped());
    }

    @Test
    void withoutAWorkFolderAStopIsAStopAllTheSame() {
        List<TrainerEvent> events = trainOneStep(JOB, CheckpointSettings.NONE);

        assertThat(events.stream().map(Object::getClass))
                .containsExactly(TrainerEvent.Started.class, TrainerEvent.Stopped.class);
    }

    @Test
    void aStopBeforeTrainingBeginsLeavesNothingToSay() {
        StopSignal stop = new StopSignal();

        assertThat(stop.raise()).isTrue();
        assertThat(train(JOB, rarely(), stop)).isEmpty();
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

    private static double stopAt(StopSignal stop, boolean now) {
        if (now) {
            stop.raise();
        }
        return 1;
    }

    private List<TrainerEvent> trainOneStep(TrainingJob job, CheckpointSettings settings) {
        StopSignal stop = new StopSignal();
        SoftmaxRegression engine = new SoftmaxRegression(stop::raise);
        return train(engine, job, settings, stop, now::incrementAndGet);
    }

    private List<TrainerEvent> train(TrainingJob job, CheckpointSettings settings, StopSignal stop) {
        return train(new SoftmaxRegression(), job, settings, stop, now::incrementAndGet);
    }

    private static List<TrainerEvent> train(
            TrainingEngine engine, TrainingJob job, CheckpointSettings settings, StopSignal stop, NanoClock clock) {
        List<TrainerEvent> events = new ArrayList<>();
        new Training(engine, name -> new Shapes(), settings, events::add, clock).run(job, stop);
        return events;
    }

    private CheckpointSettings rarely() {
        return new CheckpointSettings(Optional.of(folder), Optional.empty(), Duration.ofDays(1));
    }

    private CheckpointSettings everyStep() {
        return new CheckpointSettings(Optional.of(folder), Optional.empty(), Duration.ZERO);
    }

    private static CheckpointSettings from(String file) {
        return new CheckpointSettings(Optional.empty(), Optional.of(Path.of(file)), Duration.ofDays(1));
    }

    private static <E extends TrainerEvent> List<E> all(List<TrainerEvent> events, Class<E> kind) {
        return events.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    private static <E extends TrainerEvent> E last(List<TrainerEvent> events, Class<E> kind) {
        List<E> all = all(events, kind);
        return all.get(all.size() - 1);
    }

    private static List<String> files(List<TrainerEvent> events) {
        return all(events, TrainerEvent.Checkpoint.class).stream()
                .map(checkpoint -> Path.of(checkpoint.file()).toFile().getName())
                .toList();
    }

    /** All but what time decides. */
    private static List<EpochMetrics> metrics(List<TrainerEvent> events) {
        return all(events, TrainerEvent.Epoch.class).stream()
                .map(TrainerEvent.Epoch::metrics)
                .map(epoch -> new EpochMetrics(
                        epoch.epoch(), epoch.learningRate(), epoch.trainingLoss(), epoch.validation(), 0, 0))
                .toList();
    }

    private static List<Object> outcome(List<TrainerEvent> events) {
        var result = last(events, TrainerEvent.Done.class).result();
        return List.of(result.diverged(), result.epochs(), result.validation(), result.test(), result.provenance());
    }
}
