package io.phiscale.trainer.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.phiscale.protocol.engine.Precision;
import io.phiscale.protocol.error.ErrorCode;
import io.phiscale.protocol.json.ProtocolJson;
import io.phiscale.protocol.measurement.MeasurementAnswer;
import io.phiscale.protocol.measurement.MeasurementJob;
import io.phiscale.scaling.architecture.Architecture;
import io.phiscale.scaling.baseline.BuiltInBaselines;
import io.phiscale.trainer.engine.TrainingEngine;
import io.phiscale.trainer.fake.ScriptedEngine;
import java.io.BufferedReader;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class MeasurementRunnerTests {
    private static final Architecture NETWORK =
            BuiltInBaselines.MBCONV_NANO.architecture().at(8);
    private static final String JOB =
            ProtocolJson.MAPPER.writeValueAsString(new MeasurementJob(NETWORK, 4, 3, 0.01, Precision.FP32));

    private final List<MeasurementAnswer> answers = new ArrayList<>();
    private final BlockingQueue<Ending> endings = new LinkedBlockingQueue<>();

    @Test
    void itAnswersOnceAndIsDone() {
        assertThat(run(() -> ScriptedEngine.withLoss(step -> 1), JOB)).isEqualTo(Ending.DONE);

        assertThat(answers).singleElement().isInstanceOfSatisfying(MeasurementAnswer.Measured.class, measured -> {
            assertThat(measured.speed().runs().imagesPerSecond()).hasSize(3);
            String wire = ProtocolJson.MAPPER.writeValueAsString(measured);
            assertThat(ProtocolJson.MAPPER.readValue(wire, MeasurementAnswer.class))
                    .isEqualTo(measured);
        });
    }

    @Test
    void theEndOfTheInputIsNoticed() throws Exception {
        run(() -> ScriptedEngine.withLoss(step -> 1), JOB);

        assertThat(endings.poll(30, TimeUnit.SECONDS)).isEqualTo(Ending.AGENT_GONE);
    }

    @Test
    void anEngineThatRunsOutOfMemorySaysSo() {
        Supplier<TrainingEngine> greedy = () -> ScriptedEngine.withLoss(step -> {
            throw new OutOfMemoryError("Java heap space");
        });

        assertThat(run(greedy, JOB)).isEqualTo(Ending.FAILED);
        assertThat(failure().code()).isEqualTo(ErrorCode.OUT_OF_MEMORY);
    }

    @Test
    void anEngineThatDoesNotEvenLoadSaysSo() {
        Supplier<TrainingEngine> broken = () -> {
            throw new UnsatisfiedLinkError("no library");
        };

        assertThat(run(broken, JOB)).isEqualTo(Ending.FAILED);
        assertThat(failure().code()).isEqualTo(ErrorCode.UNEXPECTED);
    }

    @Test
    void aJobWithAValueThatIsNotAllowedSaysWhich() {
        String noRuns = JOB.replace("\"runs\":3", "\"runs\":0");

        assertThat(run(() -> ScriptedEngine.withLoss(step -> 1), noRuns)).isEqualTo(Ending.FAILED);
        assertThat(failure().code()).isEqualTo(ErrorCode.INVALID_VALUE);
        assertThat(failure().message()).isEqualTo("runs is 0; allowed: a whole number from 1 to 1000");
    }

    private Ending run(Supplier<TrainingEngine> engine, String job) {
        BufferedReader input = new BufferedReader(new StringReader(job + "\n"));
        return new MeasurementRunner(share -> engine.get(), List.of(), answers::add).run(input, endings::add);
    }

    private MeasurementAnswer.Failed failure() {
        assertThat(answers).singleElement().isInstanceOf(MeasurementAnswer.Failed.class);
        return (MeasurementAnswer.Failed) answers.get(0);
    }
}
