package io.phiscale.trainer.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.phiscale.protocol.error.ErrorCode;
import io.phiscale.protocol.json.ProtocolJson;
import io.phiscale.protocol.trainer.TrainerEvent;
import io.phiscale.trainer.engine.TrainingEngine;
import io.phiscale.trainer.fake.Jobs;
import io.phiscale.trainer.fake.ScriptedEngine;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PipedReader;
import java.io.PipedWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class JobRunnerTests {
    private static final int JOB_LENGTH = 10_000;

    private final List<TrainerEvent> events = new ArrayList<>();
    private final CountDownLatch inputEnded = new CountDownLatch(1);
    private boolean inputEndedEarly;

    @Test
    void aJobIsDoneWhileItsInputStaysOpen() throws Exception {
        assertThat(run(() -> ScriptedEngine.withLoss(step -> 1), json())).isTrue();

        assertThat(events.get(events.size() - 1)).isInstanceOf(TrainerEvent.Done.class);
        assertThat(inputEndedEarly).isFalse();
    }

    @Test
    void theEndOfTheInputIsNoticed() throws Exception {
        run(() -> ScriptedEngine.withLoss(step -> 1), json());

        assertThat(inputEnded.await(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void anEngineThatRunsOutOfMemoryEndsInFailed() throws Exception {
        Supplier<TrainingEngine> greedy = () -> ScriptedEngine.withLoss(step -> {
            throw new OutOfMemoryError("Java heap space");
        });

        assertThat(run(greedy, json())).isFalse();
        assertThat(lastCode()).isEqualTo(ErrorCode.OUT_OF_MEMORY);
    }

    @Test
    void anEngineThatDoesNotEvenLoadEndsInFailed() throws Exception {
        Supplier<TrainingEngine> broken = () -> {
            throw new UnsatisfiedLinkError("no library");
        };

        assertThat(run(broken, json())).isFalse();
        assertThat(lastCode()).isEqualTo(ErrorCode.UNEXPECTED);
    }

    @Test
    void aJobWithAValueThatIsNotAllowedSaysWhich() throws Exception {
        assertThat(run(() -> ScriptedEngine.withLoss(step -> 1), json().replace("\"batchSize\":32", "\"batchSize\":0")))
                .isFalse();

        assertThat(lastCode()).isEqualTo(ErrorCode.INVALID_VALUE);
        assertThat(((TrainerEvent.Failed) events.get(0)).message()).contains("batchSize is 0");
    }

    @Test
    void whatIsNoJobEndsInFailed() throws Exception {
        assertThat(run(() -> ScriptedEngine.withLoss(step -> 1), "{\"not\": \"a job\""))
                .isFalse();

        assertThat(lastCode()).isEqualTo(ErrorCode.UNEXPECTED);
    }

    @Test
    void wrongOptionsEndInFailed() throws Exception {
        assertThat(run(() -> ScriptedEngine.withLoss(step -> 1), json(), "--what", "ever"))
                .isFalse();

        assertThat(lastCode()).isEqualTo(ErrorCode.INVALID_VALUE);
    }

    private boolean run(Supplier<TrainingEngine> engine, String job, String... arguments) throws IOException {
        try (PipedReader pipe = new PipedReader(JOB_LENGTH);
                PipedWriter agent = new PipedWriter(pipe)) {
            agent.write(job + "\n");
            boolean done = new JobRunner(engine, List.of(arguments), events::add)
                    .run(new BufferedReader(pipe), inputEnded::countDown);
            inputEndedEarly = inputEnded.getCount() == 0;
            return done;
        }
    }

    private ErrorCode lastCode() {
        return ((TrainerEvent.Failed) events.get(events.size() - 1)).code();
    }

    private static String json() {
        return ProtocolJson.MAPPER.writeValueAsString(Jobs.shapes(1, 64, 1));
    }
}
