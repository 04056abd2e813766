package io.phiscale.trainer.process;

import io.phiscale.protocol.json.ProtocolJson;
import io.phiscale.protocol.measurement.MeasurementAnswer;
import io.phiscale.protocol.measurement.MeasurementJob;
import io.phiscale.protocol.trainer.TrainerEvent;
import io.phiscale.trainer.engine.DeviceShare;
import io.phiscale.trainer.engine.TrainingEngine;
import io.phiscale.trainer.loop.NanoClock;
import io.phiscale.trainer.measure.SpeedMeasurement;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/** Reads what to measure, measures it, and lets nothing escape but one answer. */
record MeasurementRunner(
        Function<DeviceShare, TrainingEngine> engine, List<String> arguments, Consumer<MeasurementAnswer> answers) {

    /**
     * @param input the job in its first line; what comes after it is ignored, until it ends
     * @param endAtOnce called on another thread when standard input has ended
     */
    @SuppressWarnings("CatchingUnchecked")
    Ending run(BufferedReader input, Consumer<Ending> endAtOnce) {
        try {
            Options options = Options.parse(arguments);
            TrainingEngine loaded = options.limited(engine.apply(options.device()));
            MeasurementJob job = readJob(input);
            ParentWatch.start(input, ignored -> {}, () -> endAtOnce.accept(Ending.AGENT_GONE));
            answers.accept(new MeasurementAnswer.Measured(new SpeedMeasurement(loaded, NanoClock.SYSTEM).of(job)));
            return Ending.DONE;
        } catch (Throwable thrown) {
            // Errors too: a lack of memory, or a missing native library.
            thrown.printStackTrace();
            TrainerEvent.Failed failure = Failure.of(thrown);
            answers.accept(new MeasurementAnswer.Failed(failure.code(), failure.message()));
            return Ending.FAILED;
        }
    }

    private static MeasurementJob readJob(BufferedReader input) throws IOException {
        String line = input.readLine();
        if (line == null) {
            throw new EOFException("standard input ended before it said what to measure");
        }
        return ProtocolJson.MAPPER.readValue(line, MeasurementJob.class);
    }
}
