package io.phiscale.agent.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.phiscale.agent.trainer.TrainerMissingException;
import io.phiscale.agent.trainer.WaitingTrainer;
import io.phiscale.protocol.trial.CheckpointReference;
import io.phiscale.protocol.trial.Command;
import io.phiscale.protocol.trial.EpochReport;
import io.phiscale.protocol.trial.FailureReport;
import io.phiscale.protocol.trial.Release;
import io.phiscale.protocol.trial.ResultReport;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** Trials that go back to the queue: their agent ends, their search is paused, or their trainer is missing. */
class TrialRunReleaseIT extends TrialRunTest {
    @Test
    void aTrialIsGivenBackWhereItsTrainerIsMissing() {
        TrialRun run = trialRun(claim(60));

        assertThatThrownBy(() -> run.run(() -> {
                    throw new TrainerMissingException("build it first");
                }))
                .isInstanceOf(TrainerMissingException.class);

        assertThat(coordinator.writes).containsExactly(new Release(TOKEN));
    }

    @Test
    void aTrialThatWasClaimedAsItsAgentEndedStartsNoTrainer() throws Exception {
        TrialRun run = trialRun(claim(60));
        run.release();

        boolean reported = run.run(() -> {
            throw new AssertionError("nothing is to be started any more");
        });

        assertThat(reported).isTrue();
        assertThat(coordinator.writes).containsExactly(new Release(TOKEN));
    }

    @Test
    void aReleasedTrialIsGivenBackAndNotFailed() throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        TrialRun run = trialRun(claim(60));
        Thread stopper = new Thread(() -> {
            awaitQuietly(started);
            run.release();
        });
        stopper.start();

        run.run(() -> {
            WaitingTrainer trainer =
                    script("read -r command; echo '%s'".formatted(STOPPED)).get();
            started.countDown();
            return trainer;
        });

        assertThat(coordinator.writes).containsExactly(new Release(TOKEN));
    }

    @Test
    void aTrainingThatWasDoneAsItsAgentEndedIsReported() throws Exception {
        TrialRun run = trialRun(claim(60));
        coordinator.whenAnEpochComes = run::release;

        run.run(script("trap '' TERM; echo '%s'; read -r command; echo '%s'".formatted(EPOCH, DONE)));

        assertThat(coordinator.written(ResultReport.class)).hasSize(1);
        assertThat(coordinator.written(Release.class)).isEmpty();
    }

    @Test
    void aTrainerThatIsAskedToStopLeavesACheckpointBeforeItsTrialIsGivenBack() throws Exception {
        TrialRun run = trialRun(claim(60));
        coordinator.whenAnEpochComes = run::release;

        run.run(script("echo '%s'; read -r command; [ \"$command\" = '\"STOP\"' ] || exit 9; %s; echo '%s'"
                .formatted(EPOCH, checkpoint("half"), STOPPED)));

        assertThat(coordinator.writes)
                .filteredOn(write -> !(write instanceof EpochReport))
                .containsExactly(
                        new RecordingCoordinator.Upload(new CheckpointReference("ab", 4, 1, 0.5), "half"),
                        new Release(TOKEN));
    }

    @Test
    void aSearchThatIsPausedGetsItsTrialBackWithACheckpoint() throws Exception {
        coordinator.answer = Command.RELEASE;

        run("echo '%s'; read -r command; %s; echo '%s'".formatted(EPOCH, checkpoint("half"), STOPPED));

        assertThat(coordinator.written(RecordingCoordinator.Upload.class)).hasSize(1);
        assertThat(coordinator.written(Release.class)).hasSize(1);
        assertThat(coordinator.written(FailureReport.class)).isEmpty();
    }
}
