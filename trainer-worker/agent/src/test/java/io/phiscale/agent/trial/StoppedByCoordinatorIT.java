package io.phiscale.agent.trial;

import static org.assertj.core.api.Assertions.assertThat;

import io.phiscale.agent.coordinator.CoordinatorRefusedException;
import io.phiscale.agent.trainer.ScriptedTrainer;
import io.phiscale.agent.trainer.TrainerLauncher;
import io.phiscale.protocol.json.ProtocolJson;
import io.phiscale.protocol.trainer.EpochMetrics;
import io.phiscale.protocol.trainer.SplitMetrics;
import io.phiscale.protocol.trainer.TrainerEvent;
import io.phiscale.protocol.trial.Command;
import io.phiscale.protocol.trial.EpochReport;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A trial that its coordinator wants no more of, and how that differs from a lease that was lost. */
@Timeout(60)
class StoppedByCoordinatorIT {
    private static final SplitMetrics METRICS = new SplitMetrics(0.5, 0.8, 0.99);
    private static final String EPOCH = ProtocolJson.MAPPER.writeValueAsString(
            new TrainerEvent.Epoch(new EpochMetrics(1, 0.1, 1.5, METRICS, 2, 100)));

    @TempDir
    private Path directory;

    private final RecordingCoordinator coordinator = new RecordingCoordinator();

    @Test
    void aCoordinatorThatSaidStopKnowsOfTheEnd() throws Exception {
        coordinator.answer = Command.STOP;

        assertThat(runATrainingOfOneEpoch()).isTrue();

        assertThat(coordinator.writes).hasSize(1).allMatch(EpochReport.class::isInstance);
    }

    @Test
    void oneThatRefusedDoesNot() throws Exception {
        coordinator.whenAnEpochComes = () -> {
            throw new CoordinatorRefusedException("status 403");
        };

        assertThat(runATrainingOfOneEpoch()).isFalse();

        assertThat(coordinator.writes).isEmpty();
    }

    private boolean runATrainingOfOneEpoch() throws InterruptedException {
        TrainerLauncher launcher =
                ScriptedTrainer.of("read -r job; echo '%s'; exec sleep 1000".formatted(EPOCH), directory);
        return new TrialRun(Trials.claim(), System.nanoTime(), coordinator, Duration.ofMinutes(1), () -> {})
                .run(() -> launcher.start("scripted"));
    }
}
