package io.phiscale.agent.trial;

import static org.assertj.core.api.Assertions.assertThat;

import io.phiscale.protocol.error.ErrorCode;
import io.phiscale.protocol.trial.ResultReport;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Trainers that say nothing for longer than their agent is patient. */
class TrialRunSilenceIT extends TrialRunTest {
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
}
