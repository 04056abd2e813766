package io.phiscale.agent.trial;

import static org.assertj.core.api.Assertions.assertThat;

import io.phiscale.protocol.error.ErrorCode;
import io.phiscale.protocol.trainer.TrainerEvent;
import io.phiscale.protocol.trial.FailureReport;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Trainers that fail, crash or run out of memory, and an agent with a defect. */
class TrialRunCrashIT extends TrialRunTest {
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

    @Test
    void whatGoesWrongInTheAgentItselfCostsAnAttemptAndNotTheAgent() throws Exception {
        coordinator.whenAnEpochComes = () -> {
            throw new IllegalStateException("a defect");
        };

        run("echo '%s'; exec sleep 1000".formatted(EPOCH));

        assertThat(onlyFailure().code()).isEqualTo(ErrorCode.UNEXPECTED);
        assertThat(onlyFailure().message()).contains("a defect");
    }
}
