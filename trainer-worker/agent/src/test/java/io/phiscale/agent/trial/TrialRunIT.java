package io.phiscale.agent.trial;

import static org.assertj.core.api.Assertions.assertThat;

import io.phiscale.protocol.trainer.TrainerEvent;
import io.phiscale.protocol.trial.Command;
import io.phiscale.protocol.trial.EpochReport;
import io.phiscale.protocol.trial.Heartbeat;
import io.phiscale.protocol.trial.ResultReport;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The life of a trial where all goes well, or where the coordinator ends it. */
class TrialRunIT extends TrialRunTest {
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
    void heartbeatsCarryTheProgressWhileATrainerIsBusy() throws Exception {
        String progress = line(new TrainerEvent.Progress(0.25));

        run(1, "echo '%s'; sleep 1; echo '%s'".formatted(progress, DONE));

        assertThat(coordinator.heartbeats).contains(new Heartbeat(TOKEN, 0.25));
    }

    @Test
    void theEndOfATrainingIsAnnouncedOnceSoThatTheNextTrainerCanStart() throws Exception {
        run("echo '%s'; echo '%s'; echo '%s'"
                .formatted(line(new TrainerEvent.Progress(0.8)), line(new TrainerEvent.Progress(0.9)), DONE));

        assertThat(nearlyDone).hasValue(1);
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
    void whatATrainerStartedEndsWithIt() throws Exception {
        Path child = directory.resolve("child");
        run("sleep 1000 & echo $! > %s; echo '%s'; sleep 1000".formatted(child, DONE));

        long process = Long.parseLong(Files.readString(child).trim());
        ProcessHandle.of(process).ifPresent(alive -> alive.onExit().join());
    }

    @Test
    void nothingIsLeftOnTheDisk() throws Exception {
        run("%s; echo '%s'".formatted(checkpoint("one"), DONE));

        assertThat(directory).isEmptyDirectory();
    }
}
