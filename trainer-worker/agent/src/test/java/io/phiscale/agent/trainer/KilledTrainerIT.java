package io.phiscale.agent.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import io.phiscale.protocol.dataset.DataSelection;
import io.phiscale.protocol.error.ErrorCode;
import io.phiscale.protocol.recipe.Recipe;
import io.phiscale.protocol.trainer.TrainingJob;
import io.phiscale.scaling.baseline.BuiltInBaselines;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Trainers that are killed, with a kernel's counter that the test writes. */
@Timeout(60)
class KilledTrainerIT {
    @TempDir
    private Path directory;

    private Path counter = Path.of("");

    @BeforeEach
    void countSomeKills() throws Exception {
        counter = Files.writeString(directory.resolve("events"), "oom_kill 3\n");
    }

    @Test
    void aKillThatTheKernelCountsMeanwhileWasForLackOfMemory() throws Exception {
        WaitingTrainer trainer = waiting("read -r job; echo 'oom_kill 4' > %s; kill -KILL $$".formatted(counter));

        assertThat(codeOf(trainer)).isEqualTo(ErrorCode.OUT_OF_MEMORY);
    }

    @Test
    void whatTheKernelKilledWhileATrainerWaitedSaysNothingOfIt() throws Exception {
        WaitingTrainer trainer = waiting("read -r job; kill -KILL $$");
        Files.writeString(counter, "oom_kill 4\n");

        assertThat(codeOf(trainer)).isEqualTo(ErrorCode.TRAINER_CRASHED);
    }

    private WaitingTrainer waiting(String script) {
        return WaitingTrainer.start(
                "scripted",
                new OutOfMemoryKills(List.of(counter)),
                new ProcessBuilder("sh", "-c", script),
                WorkFolder.make(directory));
    }

    private static ErrorCode codeOf(WaitingTrainer trainer) throws InterruptedException {
        var architecture = BuiltInBaselines.MBCONV_NANO.architecture();
        var job = new TrainingJob(architecture, Recipe.DEFAULT, new DataSelection("shapes", 8, 8, 1), 1, 1, 1);
        TrainerOutcome outcome = trainer.begin(job, Duration.ofMinutes(1)).follow(event -> {});
        trainer.discard();
        assertThat(outcome).isInstanceOf(TrainerOutcome.Failed.class);
        return ((TrainerOutcome.Failed) outcome).code();
    }
}
