package io.phiscale.agent.trial;

import static org.assertj.core.api.Assertions.assertThat;

import io.phiscale.agent.coordinator.CoordinatorRefusedException;
import io.phiscale.agent.coordinator.CoordinatorUnreachableException;
import io.phiscale.protocol.trainer.TrainingJob;
import io.phiscale.protocol.trial.CheckpointReference;
import io.phiscale.protocol.trial.Claim;
import io.phiscale.protocol.trial.Release;
import io.phiscale.protocol.trial.ResultReport;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Checkpoints on their way to the coordinator, and from it to a trainer that goes on from them. */
class TrialRunCheckpointIT extends TrialRunTest {
    /** Of a file that holds these three letters. */
    private static final CheckpointReference ABC =
            new CheckpointReference("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", 3, 1, 0.5);

    @Test
    void checkpointsAreUploadedWhileTheTrainingGoesOn() throws Exception {
        CountDownLatch uploaded = new CountDownLatch(1);
        coordinator.whenACheckpointComes = uploaded::countDown;
        coordinator.whenAnEpochComes = () -> awaitQuietly(uploaded);

        run("%s; echo '%s'; echo '%s'".formatted(checkpoint("one"), EPOCH, DONE));

        assertThat(coordinator.written(RecordingCoordinator.Upload.class)).hasSize(1);
        assertThat(coordinator.written(ResultReport.class)).hasSize(1);
    }

    @Test
    void theResultOfATrainingThatAnotherGoesOnFromComesAfterItsCheckpoint() throws Exception {
        coordinator.whenACheckpointComes = () -> sleepQuietly(300);

        trialRun(goingOn(claim(60))).run(script("%s; echo '%s'".formatted(checkpoint("end"), DONE)));

        assertThat(coordinator.writes).hasExactlyElementsOfTypes(RecordingCoordinator.Upload.class, ResultReport.class);
    }

    private static Claim goingOn(Claim claim) {
        TrainingJob job = claim.job();
        return new Claim(
                claim.trial(),
                claim.token(),
                claim.engine(),
                new TrainingJob(
                        job.architecture(),
                        job.recipe(),
                        job.data(),
                        job.seed(),
                        job.parameters(),
                        job.microBatches(),
                        job.numerics(),
                        true),
                claim.leaseSeconds(),
                null);
    }

    @Test
    void aTrainingGoesOnFromTheCheckpointThatItsClaimNames() throws Exception {
        coordinator.stored = "abc";

        assertThatTheLettersAreTrainedFrom();
    }

    @Test
    void whatIsNotTheCheckpointThatWasNamedIsNotTrainedFrom() throws Exception {
        coordinator.stored = "something else";

        assertThatNothingIsTrainedFrom();
        assertThat(coordinator.downloads).hasValue(3);
    }

    @Test
    void aCheckpointIsWaitedForWhileTheCoordinatorIsAway() throws Exception {
        coordinator.stored = "abc";
        AtomicInteger tries = new AtomicInteger();
        coordinator.whenADownloadBegins = () -> {
            if (tries.incrementAndGet() < 4) {
                throw new CoordinatorUnreachableException("out of reach");
            }
        };

        assertThatTheLettersAreTrainedFrom();
        assertThat(tries).hasValue(4);
    }

    @Test
    void aCheckpointThatTheCoordinatorLacksIsAskedForOnce() throws Exception {
        AtomicInteger tries = new AtomicInteger();
        coordinator.whenADownloadBegins = () -> {
            tries.incrementAndGet();
            throw new CoordinatorRefusedException("status 404");
        };

        assertThatNothingIsTrainedFrom();
        assertThat(tries).hasValue(1);
    }

    @Test
    void aTrialThatIsReleasedWhileItsCheckpointIsOnItsWayGoesBackAtOnce() throws Exception {
        TrialRun run = trialRun(claim(60, ABC));
        coordinator.whenADownloadBegins = () -> {
            run.release();
            sleepQuietly(600_000);
            throw new CoordinatorUnreachableException("stopped while waiting");
        };

        assertThat(run.run(script("exit 9"))).isTrue();

        assertThat(coordinator.writes).containsExactly(new Release(TOKEN));
    }

    @Test
    void aCheckpointForWhichTheDiskHasNoRoomFailsTheAttemptInWords() throws Exception {
        var endless = new CheckpointReference(ABC.sha256(), Long.MAX_VALUE, 1, 0.5);

        trialRun(claim(60, endless)).run(script("exit 9"));

        assertThat(onlyFailure().message()).contains("MiB left").contains("--work-folder");
    }

    /** A trainer fails where it does not find them. */
    private void assertThatTheLettersAreTrainedFrom() throws InterruptedException {
        assertDone("[ \"$(cat $resume)\" = abc ] && echo '%s' || exit 9".formatted(DONE));
    }

    /** A trainer fails where it finds any checkpoint. */
    private void assertThatNothingIsTrainedFrom() throws InterruptedException {
        assertDone("[ -e $resume ] && exit 9; echo '%s'".formatted(DONE));
    }

    private void assertDone(String script) throws InterruptedException {
        trialRun(claim(60, ABC)).run(script(script));

        assertThat(coordinator.written(ResultReport.class)).hasSize(1);
    }
}
