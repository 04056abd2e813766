package io.phiscale.agent.measure;

import io.phiscale.agent.trainer.EngineProgram;
import io.phiscale.agent.trainer.TrainerLimits;
import io.phiscale.protocol.error.ErrorCode;
import io.phiscale.protocol.json.ProtocolJson;
import io.phiscale.protocol.measurement.MeasurementAnswer;
import io.phiscale.protocol.measurement.MeasurementJob;
import io.phiscale.protocol.measurement.TrainingSpeed;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;

/** An engine's program, started as agents start it, which measures instead of training. */
public record MeasuringTrainer(EngineProgram program, TrainerLimits limits) {

    /** @throws MeasurementException where there is no answer, or one that says why not */
    public TrainingSpeed measure(MeasurementJob job) throws IOException, InterruptedException {
        Path log = Files.createTempFile("phiscale-measure-", ".log");
        Process process = program.process(limits, Path.of(log + ".crash"), List.of("measure"))
                .redirectError(log.toFile())
                .start();
        try {
            return speed(answer(process, job), process, log);
        } finally {
            process.destroyForcibly();
        }
    }

    /** Standard input stays open until there is an answer: a trainer whose input ends takes this for dead. */
    private static Optional<MeasurementAnswer> answer(Process process, MeasurementJob job) {
        try (Writer input = process.outputWriter(StandardCharsets.UTF_8);
                BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
            input.write(ProtocolJson.MAPPER.writeValueAsString(job) + "\n");
            input.flush();
            return output.lines().flatMap(line -> parse(line).stream()).findFirst();
        } catch (IOException | UncheckedIOException brokenPipe) {
            // It has ended; its exit code and its log say more.
            return Optional.empty();
        }
    }

    /** Native code prints what it likes. */
    private static Optional<MeasurementAnswer> parse(String line) {
        try {
            return Optional.of(ProtocolJson.MAPPER.readValue(line, MeasurementAnswer.class));
        } catch (JacksonException foreign) {
            return Optional.empty();
        }
    }

    private static TrainingSpeed speed(Optional<MeasurementAnswer> answer, Process process, Path log)
            throws IOException, InterruptedException {
        if (answer.isEmpty()) {
            throw new MeasurementException("the trainer ended with exit code %d and no answer; its log is %s"
                    .formatted(process.waitFor(), log));
        }
        if (answer.get() instanceof MeasurementAnswer.Failed failed) {
            throw failure(failed, log);
        }
        Files.delete(log);
        return ((MeasurementAnswer.Measured) answer.get()).speed();
    }

    private static MeasurementException failure(MeasurementAnswer.Failed failed, Path log) throws IOException {
        if (failed.code() == ErrorCode.UNEXPECTED) {
            return new MeasurementException("%s It is %s".formatted(failed.message(), log));
        }
        Files.delete(log);
        return new MeasurementException(failed.message());
    }
}
