package io.phiscale.agent.trial;

import static org.assertj.core.api.Assertions.assertThat;

import io.phiscale.agent.trainer.ScriptedTrainer;
import io.phiscale.agent.trainer.TrainerLauncher;
import io.phiscale.agent.trainer.WaitingTrainer;
import io.phiscale.protocol.dataset.DataSelection;
import io.phiscale.protocol.json.ProtocolJson;
import io.phiscale.protocol.recipe.Recipe;
import io.phiscale.protocol.trainer.EpochMetrics;
import io.phiscale.protocol.trainer.SplitMetrics;
import io.phiscale.protocol.trainer.TrainerEvent;
import io.phiscale.protocol.trainer.TrainingJob;
import io.phiscale.protocol.trainer.TrialResult;
import io.phiscale.protocol.trial.CheckpointReference;
import io.phiscale.protocol.trial.Claim;
import io.phiscale.protocol.trial.FailureReport;
import io.phiscale.protocol.trial.ResultReport;
import io.phiscale.scaling.baseline.BuiltInBaselines;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Real trainer processes: shell scripts that read a job and write events, and a coordinator that remembers. */
@Timeout(60)
abstract class TrialRunTest {
    private static final SplitMetrics METRICS = new SplitMetrics(0.5, 0.8, 0.99);

    static final long TOKEN = 17;
    static final TrialResult RESULT = new TrialResult(false, 1, METRICS, METRICS, 100, 0.0, null, 1, 2, Map.of());
    static final String EPOCH = line(new TrainerEvent.Epoch(new EpochMetrics(1, 0.1, 1.5, METRICS, 2, 100)));
    static final String DONE = line(new TrainerEvent.Done(RESULT));
    static final String STOPPED = line(new TrainerEvent.Stopped());

    @TempDir
    Path directory;

    final RecordingCoordinator coordinator = new RecordingCoordinator();
    final AtomicInteger nearlyDone = new AtomicInteger();
    Duration patience = Duration.ofMinutes(1);

    void run(String script) throws InterruptedException {
        run(60, script);
    }

    void run(int leaseSeconds, String script) throws InterruptedException {
        trialRun(claim(leaseSeconds)).run(script(script));
    }

    TrialRun trialRun(Claim claim) {
        return new TrialRun(claim, System.nanoTime(), coordinator, patience, nearlyDone::incrementAndGet);
    }

    Supplier<WaitingTrainer> script(String script) {
        TrainerLauncher launcher = ScriptedTrainer.of("read -r job; " + script, directory);
        return () -> launcher.start("scripted", Optional.empty());
    }

    static Claim claim(int leaseSeconds) {
        return claim(leaseSeconds, null);
    }

    static Claim claim(int leaseSeconds, @Nullable CheckpointReference checkpoint) {
        var architecture = BuiltInBaselines.MBCONV_NANO.architecture();
        var job = new TrainingJob(architecture, Recipe.DEFAULT, new DataSelection("shapes", 8, 8, 1), 1, 1, 1);
        return new Claim(5, TOKEN, "scripted", job, leaseSeconds, checkpoint);
    }

    static String line(TrainerEvent event) {
        return ProtocolJson.MAPPER.writeValueAsString(event);
    }

    /** Shell that writes a checkpoint and says so. */
    String checkpoint(String content) {
        return "printf %s > $work/c; printf '{\"event\":\"checkpoint\",\"file\":\"%%s\",\"sha256\":\"ab\",\"size\":4,"
                        .formatted(content)
                + "\"epochs\":1,\"fraction\":0.5}\\n' $work/c";
    }

    FailureReport onlyFailure() {
        assertThat(coordinator.written(ResultReport.class)).isEmpty();
        assertThat(coordinator.written(FailureReport.class)).hasSize(1);
        return coordinator.written(FailureReport.class).get(0);
    }

    static void sleepQuietly(long milliseconds) {
        try {
            Thread.sleep(milliseconds);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
