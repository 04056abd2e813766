package io.phiscale.trainer.loop;

import static org.assertj.core.api.Assertions.assertThat;

import io.phiscale.protocol.trainer.TrainerEvent;
import io.phiscale.protocol.trainer.TrainerEvent.Checkpoint;
import io.phiscale.protocol.trainer.TrainingJob;
import io.phiscale.trainer.checkpoint.CheckpointSettings;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Trainings that go on where a shorter one ended, as those of candidates do that are promoted. */
class StagedTrainingTests extends CheckpointedTrainingTest {
    private static final List<Integer> STAGES = List.of(1, 3, 5);

    private final List<TrainerEvent> undisturbed = train(to(3), CheckpointSettings.NONE, new StopSignal());

    @Test
    void aTrainingThatGoesOnFromAShorterOneComesToTheSameAsOneInOnePiece() {
        Checkpoint first = end(train(to(1), rarely(), new StopSignal()));
        List<TrainerEvent> middle = train(to(2), goingOnFrom(first), new StopSignal());
        Checkpoint second = end(middle);
        List<TrainerEvent> last = train(to(3), from(second.file()), new StopSignal());

        assertThat(first.epochs()).isEqualTo(1);
        assertThat(second.epochs()).isEqualTo(3);
        assertThat(metrics(middle)).isEqualTo(metrics(undisturbed).subList(1, 3));
        assertThat(metrics(last)).isEqualTo(metrics(undisturbed).subList(3, 5));
        assertThat(outcome(last)).isEqualTo(outcome(undisturbed));
    }

    @Test
    void aTrainingMaySkipAStageAndGoOnFromTheMiddleOfOne() {
        for (Checkpoint early : all(train(to(1), everyStep(), new StopSignal()), Checkpoint.class)) {
            assertThat(outcome(train(to(3), from(early.file()), new StopSignal())))
                    .isEqualTo(outcome(undisturbed));
        }
    }

    @Test
    void theEndOfATrainingWithOtherStagesIsNotUsed() {
        Checkpoint other = end(train(staged(List.of(2), true), rarely(), new StopSignal()));

        List<TrainerEvent> events = train(to(3), from(other.file()), new StopSignal());

        assertThat(events.get(0)).isEqualTo(new TrainerEvent.Started(JOB.parameters(), 0));
        assertThat(outcome(events)).isEqualTo(outcome(undisturbed));
    }

    @Test
    void aLongerTrainingIsNoCheckpointForAShorterOne() {
        Checkpoint longer = end(train(to(2), rarely(), new StopSignal()));

        assertThat(train(to(1), from(longer.file()), new StopSignal()).get(0))
                .isEqualTo(new TrainerEvent.Started(JOB.parameters(), 0));
    }

    @Test
    void aTrainingThatNobodyGoesOnFromLeavesNothingAtItsEnd() {
        assertThat(files(train(staged(List.of(1), false), rarely(), new StopSignal())))
                .isEmpty();
    }

    private CheckpointSettings goingOnFrom(Checkpoint checkpoint) {
        return new CheckpointSettings(
                rarely().workFolder(), from(checkpoint.file()).resume(), rarely().interval());
    }

    /** At whose end a checkpoint was written. */
    private static Checkpoint end(List<TrainerEvent> events) {
        Checkpoint last = last(events, Checkpoint.class);
        assertThat(last.epochs())
                .isEqualTo(last(events, TrainerEvent.Done.class).result().epochs());
        return last;
    }

    private static TrainingJob to(int stages) {
        return staged(STAGES.subList(0, stages), stages < STAGES.size());
    }

    private static TrainingJob staged(List<Integer> stages, boolean goesOn) {
        return new TrainingJob(
                JOB.architecture(),
                JOB.recipe().inStages(stages),
                JOB.data(),
                JOB.seed(),
                JOB.parameters(),
                1,
                JOB.numerics(),
                goesOn);
    }
}
