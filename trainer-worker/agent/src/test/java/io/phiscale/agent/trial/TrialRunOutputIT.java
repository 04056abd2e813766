package io.phiscale.agent.trial;

import static org.assertj.core.api.Assertions.assertThat;

import io.phiscale.protocol.error.ErrorCode;
import io.phiscale.protocol.trainer.TrainerEvent;
import io.phiscale.protocol.trial.ResultReport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Trainers that write what is no event: beside their events, in their place, or without an end. */
class TrialRunOutputIT extends TrialRunTest {
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
}
