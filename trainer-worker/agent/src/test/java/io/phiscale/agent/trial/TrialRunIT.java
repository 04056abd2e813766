package io.phiscale.agent.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.phiscale.agent.coordinator.CoordinatorRefusedException;
import io.phiscale.agent.coordinator.CoordinatorUnreachableException;
import io.phiscale.agent.trainer.ScriptedTrainer;
import io.phiscale.agent.trainer.TrainerLauncher;
import io.phiscale.agent.trainer.TrainerMissingException;
import io.phiscale.agent.trainer.WaitingTrainer;
import io.phiscale.protocol.dataset.DataSelection;
import io.phiscale.protocol.error.ErrorCode;
import io.phiscale.protocol.json.ProtocolJson;
import io.phiscale.protocol.recipe.Recipe;
import io.phiscale.protocol.trainer.EpochMetrics;
import io.phiscale.protocol.trainer.SplitMetrics;
import io.phiscale.protocol.trainer.TrainerEvent;
import io.phiscale.protocol.trainer.TrainingJob;
import io.phiscale.protocol.trainer.TrialResult;
import io.phiscale.protocol.trial.CheckpointReference;
import io.phiscale.protocol.trial.Claim;
import io.phiscale.protocol.trial.Command;
import io.phiscale.protocol.trial.EpochReport;
import io.phiscale.protocol.trial.FailureReport;
import io.phiscale.protocol.trial.Heartbeat;
import io.phiscale.protocol.trial.Release;
import io.phiscale.protocol.trial.ResultReport;
import io.phiscale.scaling.baseline.BuiltInBaselines;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Real trainer processes: shell scripts that read a job and write events. */
@Timeout(60)
class TrialRunIT {
    private static final SplitMetrics METRICS = new SplitMetrics(0.5, 0.8, 0.99);
    private static final TrialResult RESULT = new TrialResult(false, 1, METRICS, METRICS, 100, 1, 2, Map.of());
    private static final String EPOCH = line(new TrainerEvent.Epoch(new EpochMetrics(1, 0.1, 1.5, METRICS, 2, 100)));
    private static final String DONE = line(new TrainerEvent.Done(RESULT));
    private static final String STOPPED = line(new TrainerEvent.Stopped());
    private static final long TOKEN = 17;
    /** Of a file that holds these three letters. */
    private static final CheckpointReference ABC =
            new CheckpointReference("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", 3, 1, 0.5);

    @TempDir
    private Path directory;

    private final RecordingCoordinator coordinator = new RecordingCoordinator();
    private final AtomicInteger nearlyDone = new AtomicInteger();
    private Duration patience = Duration.ofMinutes(1);

    @Test
    void aFinishedTrainingIsReportedWithItsEpochs() throws Exception {
        run("echo '%s'; echo '%s'".formatted(EPOCH, DONE));

        assertThat(coordinator.written(EpochReport.class)).hasSize(1);
        assertThat(coordinator.written(ResultReport.class)).containsExactly(new ResultReport(TOKEN, RESULT));
    }

    @Test
    void theJobArrivesOnStandardInput() throws Exception {
        run("case \"$job\" in *efficientnet*|*headChannels*) echo '%s';; esac".formatted(DONE));

        assertThat(coordinator.written(ResultReport.class)).hasSize(1);
    }

    @Test
    void aTrainerThatSaysWhyItFailedIsQuotedWithItsLog() throws Exception {
        run("echo 'reading data' >&2; echo '%s'"
                .formatted(line(new TrainerEvent.Failed(ErrorCode.DATA_UNREADABLE, "train.gz is truncated"))));

        FailureReport failure = onlyFailure();
        assertThat(failure.code()).isEqualTo(ErrorCode.DATA_UNREADABLE);
        assertThat(failure.message()).isEqualTo("train.gz is truncated");
        assertThat(failure.log()).contains("reading data");
    }

    @Test
    void aTrainerThatEndsWithoutAWordHasCrashed() throws Exception {
        run("exit 0");
        assertThat(onlyFailure().message()).isEqualTo("the trainer ended without saying that it was done");
    }

    @ParameterizedTest
    @CsvSource({"SEGV, segmentation fault", "ABRT, aborted", "KILL, signal 9", "TERM, signal 15"})
    void signalsAreToldApart(String signal, String words) throws Exception {
        run("kill -%s $$".formatted(signal));

        assertThat(onlyFailure().code()).isEqualTo(ErrorCode.TRAINER_CRASHED);
        assertThat(onlyFailure().message()).contains(words);
    }

    /** It catches the signal, and aborts: the exit code alone would tell another story. */
    @Test
    void aVirtualMachineThatCrashesInNativeCodeIsSaidToHave() throws Exception {
        run(
                "cd $work; (sleep 1; kill -SEGV $$) & exec %s -XX:-CreateCoredumpOnCrash -XX:ErrorFile=$work/crash.log -cp %s %s"
                        .formatted(
                                Path.of(System.getProperty("java.home"), "bin", "java"),
                                Path.of(Sleeper.class
                                        .getProtectionDomain()
                                        .getCodeSource()
                                        .getLocation()
                                        .toURI()),
                                Sleeper.class.getName()));

        assertThat(onlyFailure().code()).isEqualTo(ErrorCode.TRAINER_CRASHED);
        assertThat(onlyFailure().message()).contains("SIGSEGV").contains("segmentation fault");
        assertThat(onlyFailure().log()).contains("A fatal error has been detected");
    }

    @Test
    void aVirtualMachineThatGetsNoMoreMemoryHasRunOutOfIt() throws Exception {
        run("echo '#'; echo '# There is insufficient memory for the Java Runtime Environment to continue.'; exit 1");

        assertThat(onlyFailure().code()).isEqualTo(ErrorCode.OUT_OF_MEMORY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"event\":\"epoch\"}",
                "{\"event\":\"done\"}",
                "{\"event\":\"done\",\"result\":{\"epochs\":1}}",
                "{\"event\":\"progress\",\"fraction\":1.5}",
                "{\"event\":\"checkpoint\"}",
                "{\"event\":\"failed\"}"
            })
    void anEventThatLacksWhatItIsAboutIsGarbage(String line) throws Exception {
        run("echo '%s'".formatted(line));

        assertThat(onlyFailure().code()).isEqualTo(ErrorCode.TRAINER_GARBLED);
    }

    @Test
    void whatGoesWrongInTheAgentItselfCostsAnAttemptAndNotTheAgent() throws Exception {
        coordinator.whenAnEpochComes = () -> {
            throw new IllegalStateException("a defect");
        };

        run("echo '%s'; exec sleep 1000".formatted(EPOCH));

        assertThat(onlyFailure().code()).isEqualTo(ErrorCode.UNEXPECTED);
        assertThat(onlyFailure().message()).contains("a defect");
    }

    @Test
    void whatNativeCodePrintsBeforeItFailsIsLoggedAndTheReasonIsHeard() throws Exception {
        String reason = line(new TrainerEvent.Failed(ErrorCode.OUT_OF_MEMORY, "too little memory"));

        run("echo 'Error at conv2d.cpp:133'; echo '%s'".formatted(reason));

        assertThat(onlyFailure().code()).isEqualTo(ErrorCode.OUT_OF_MEMORY);
        assertThat(onlyFailure().log()).contains("standard output: Error at conv2d.cpp:133");
    }

    @Test
    void aTrainerThatSpeaksAnotherLanguageIsGarbled() throws Exception {
        run("echo 'hello, I am another program'");

        assertThat(onlyFailure().code()).isEqualTo(ErrorCode.TRAINER_GARBLED);
        assertThat(onlyFailure().message()).contains("hello, I am another program");
    }

    @Test
    void aFloodOfGarbageEndsTheTraining() throws Exception {
        run("while true; do echo garbage; done");

        assertThat(onlyFailure().code()).isEqualTo(ErrorCode.TRAINER_GARBLED);
    }

    @Test
    void aLineWithoutAnEndTakesNoMemoryAndHidesNothing() throws Exception {
        run("head -c 300000000 /dev/zero; echo; head -c 300000000 /dev/zero >&2; echo '%s'".formatted(DONE));

        assertThat(coordinator.written(ResultReport.class)).hasSize(1);
    }

    @Test
    void whatATrainerStartedEndsWithIt() throws Exception {
        Path child = directory.resolve("child");
        run("sleep 1000 & echo $! > %s; echo '%s'; sleep 1000".formatted(child, DONE));

        long process = Long.parseLong(Files.readString(child).trim());
        ProcessHandle.of(process).ifPresent(alive -> alive.onExit().join());
    }

    @Test
    void aStopFromTheCoordinatorEndsTheTrainerAndNothingMoreIsReported() throws Exception {
        coordinator.answer = Command.STOP;

        run("echo '%s'; exec sleep 1000".formatted(EPOCH));

        assertThat(coordinator.writes).hasSize(1).allMatch(EpochReport.class::isInstance);
    }

    @Test
    void aResultIsDeliveredOnceTheCoordinatorIsBackInReach() throws Exception {
        coordinator.unreachableCalls.set(1);

        run("echo '%s'".formatted(DONE));

        assertThat(coordinator.written(ResultReport.class)).hasSize(1);
    }

    @Test
    void anUploadThatTakesLongerThanTheLeaseCostsNothing() throws Exception {
        coordinator.whenACheckpointComes = () -> sleepQuietly(2_500);

        run(1, "%s; sleep 4; echo '%s'".formatted(checkpoint("large"), DONE));

        assertThat(coordinator.written(RecordingCoordinator.Upload.class)).hasSize(1);
        assertThat(coordinator.written(ResultReport.class)).hasSize(1);
    }

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
    void aTrainingThatWasDoneAsItsAgentEndedIsReported() throws Exception {
        TrialRun run = trialRun(claim(60));
        coordinator.whenAnEpochComes = run::release;

        run.run(script("trap '' TERM; echo '%s'; read -r command; echo '%s'".formatted(EPOCH, DONE)));

        assertThat(coordinator.written(ResultReport.class)).hasSize(1);
        assertThat(coordinator.written(Release.class)).isEmpty();
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
    void aTrainingGoesOnFromTheCheckpointThatItsClaimNames() throws Exception {
        coordinator.stored = "abc";

        trialRun(claim(60, ABC)).run(script("[ \"$(cat $resume)\" = abc ] && echo '%s' || exit 9".formatted(DONE)));

        assertThat(coordinator.written(ResultReport.class)).hasSize(1);
    }

    @Test
    void whatIsNotTheCheckpointThatWasNamedIsNotTrainedFrom() throws Exception {
        coordinator.stored = "something else";

        trialRun(claim(60, ABC)).run(script("[ -e $resume ] && exit 9; echo '%s'".formatted(DONE)));

        assertThat(coordinator.written(ResultReport.class)).hasSize(1);
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

        trialRun(claim(60, ABC)).run(script("[ \"$(cat $resume)\" = abc ] && echo '%s' || exit 9".formatted(DONE)));

        assertThat(coordinator.written(ResultReport.class)).hasSize(1);
        assertThat(tries).hasValue(4);
    }

    @Test
    void aCheckpointThatTheCoordinatorLacksIsAskedForOnce() throws Exception {
        AtomicInteger tries = new AtomicInteger();
        coordinator.whenADownloadBegins = () -> {
            tries.incrementAndGet();
            throw new CoordinatorRefusedException("status 404");
        };

        trialRun(claim(60, ABC)).run(script("[ -e $resume ] && exit 9; echo '%s'".formatted(DONE)));

        assertThat(coordinator.written(ResultReport.class)).hasSize(1);
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
    void aCheckpointForWhichTheDiskHasNoRoomFailsTheAttemptInWords() throws Exception {
        var endless = new CheckpointReference(ABC.sha256(), Long.MAX_VALUE, 1, 0.5);

        trialRun(claim(60, endless)).run(script("exit 9"));

        assertThat(onlyFailure().message()).contains("MiB left").contains("--work-folder");
    }

    @Test
    void nothingIsLeftOnTheDisk() throws Exception {
        run("%s; echo '%s'".formatted(checkpoint("one"), DONE));

        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void aTrainerThatSaysNothingForTooLongIsEndedAndToldApart() throws Exception {
        patience = Duration.ofMillis(300);

        run("echo 'still here' >&2; exec sleep 1000");

        assertThat(onlyFailure().code()).isEqualTo(ErrorCode.TRAINER_SILENT);
        assertThat(onlyFailure().log()).contains("still here");
    }

    @Test
    void timeThatTheAgentSpendsReportingIsNotTheTrainers() throws Exception {
        patience = Duration.ofMillis(300);
        coordinator.whenAnEpochComes = () -> sleepQuietly(1_000);

        run("echo '%s'; echo '%s'".formatted(EPOCH, DONE));

        assertThat(coordinator.written(ResultReport.class)).hasSize(1);
    }

    @Test
    void aTrainerThatIgnoresItsEndIsKilledAndSaidToHaveIgnoredIt() throws Exception {
        patience = Duration.ofMillis(300);

        run("trap '' TERM; while true; do sleep 1; done");

        assertThat(onlyFailure().code()).isEqualTo(ErrorCode.TRAINER_SILENT);
        assertThat(onlyFailure().message()).contains("SIGTERM").contains("SIGKILL");
    }

    @Test
    void theEndOfATrainingIsAnnouncedOnceSoThatTheNextTrainerCanStart() throws Exception {
        run("echo '%s'; echo '%s'; echo '%s'"
                .formatted(line(new TrainerEvent.Progress(0.8)), line(new TrainerEvent.Progress(0.9)), DONE));

        assertThat(nearlyDone).hasValue(1);
    }

    @Test
    void heartbeatsCarryTheProgressWhileATrainerIsBusy() throws Exception {
        String progress = line(new TrainerEvent.Progress(0.25));

        run(1, "echo '%s'; sleep 1; echo '%s'".formatted(progress, DONE));

        assertThat(coordinator.heartbeats).contains(new Heartbeat(TOKEN, 0.25));
    }

    @Test
    void aLeaseThatMayHaveExpiredIsGivenUp() throws Exception {
        coordinator.silent = true;

        run(1, "exec sleep 1000");

        assertThat(coordinator.writes).isEmpty();
    }

    @Test
    void aLeaseThatWasGivenUpIsNotRenewedWhileItsTrainerEnds() throws Exception {
        coordinator.silent = true;
        CompletableFuture<Void> back = CompletableFuture.runAsync(() -> {
            sleepQuietly(2_000);
            coordinator.silent = false;
        });

        // It takes three seconds more until it is killed.
        assertThat(trialRun(claim(1)).run(script("trap '' TERM; while true; do sleep 0.1; done")))
                .isFalse();

        assertThat(back).isDone();
        assertThat(coordinator.heartbeats).isEmpty();
    }

    /** Whoever asked long ago may hold a lease that is up. */
    @Test
    void aLeaseRunsFromWhenItsClaimWasAskedFor() throws Exception {
        coordinator.silent = true;
        long longAgo = System.nanoTime() - Duration.ofMinutes(2).toNanos();
        TrialRun run = new TrialRun(claim(60), longAgo, coordinator, patience, nearlyDone::incrementAndGet);

        assertThat(run.run(script("exec sleep 1000"))).isFalse();
    }

    @Test
    void aLeaseIsGivenUpInTimeThoughAHeartbeatStillWaitsForItsAnswer() throws Exception {
        coordinator.hanging = true;

        run(1, "exec sleep 1000");

        assertThat(coordinator.writes).isEmpty();
        coordinator.hang.countDown();
    }

    private FailureReport onlyFailure() {
        assertThat(coordinator.written(ResultReport.class)).isEmpty();
        assertThat(coordinator.written(FailureReport.class)).hasSize(1);
        return coordinator.written(FailureReport.class).get(0);
    }

    private void run(String script) throws InterruptedException {
        run(60, script);
    }

    private void run(int leaseSeconds, String script) throws InterruptedException {
        trialRun(claim(leaseSeconds)).run(script(script));
    }

    private TrialRun trialRun(Claim claim) {
        return new TrialRun(claim, System.nanoTime(), coordinator, patience, nearlyDone::incrementAndGet);
    }

    private Supplier<WaitingTrainer> script(String script) {
        TrainerLauncher launcher = ScriptedTrainer.of("read -r job; " + script, directory);
        return () -> launcher.start("scripted", Optional.empty());
    }

    private static Claim claim(int leaseSeconds) {
        return claim(leaseSeconds, null);
    }

    private static Claim claim(int leaseSeconds, @Nullable CheckpointReference checkpoint) {
        var architecture = BuiltInBaselines.MBCONV_NANO.architecture();
        var job = new TrainingJob(architecture, Recipe.DEFAULT, new DataSelection("shapes", 8, 8, 1), 1, 1, 1);
        return new Claim(5, TOKEN, "scripted", job, leaseSeconds, checkpoint);
    }

    private static String line(TrainerEvent event) {
        return ProtocolJson.MAPPER.writeValueAsString(event);
    }

    /** Shell that writes a checkpoint and says so. */
    private String checkpoint(String content) {
        return "printf %s > $work/c; printf '{\"event\":\"checkpoint\",\"file\":\"%%s\",\"sha256\":\"ab\",\"size\":4,"
                        .formatted(content)
                + "\"epochs\":1,\"fraction\":0.5}\\n' $work/c";
    }

    private static void sleepQuietly(long milliseconds) {
        try {
            Thread.sleep(milliseconds);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
