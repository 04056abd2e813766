package io.phiscale.agent.trainer;

import io.phiscale.protocol.error.ErrorCode;
import io.phiscale.protocol.json.ProtocolJson;
import io.phiscale.protocol.trainer.TrainerEvent;
import io.phiscale.protocol.trainer.TrainingJob;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * A trainer process: a job on its standard input, events on its standard output, its log on standard error. Its
 * standard input stays open while it is wanted: a trainer ends by itself once its agent is gone.
 */
public final class RunningTrainer {
    private static final int SHOWN = 80;
    private static final long SECONDS_TO_END = 5;

    private final Process process;
    private final LogTail log = new LogTail();
    private final Thread logReader;

    private RunningTrainer(Process process) {
        this.process = process;
        this.logReader = new Thread(this::readLog, "trainer-log-" + process.pid());
        logReader.setDaemon(true);
        logReader.start();
    }

    /** @throws TrainerMissingException where the program cannot be started */
    public static RunningTrainer start(ProcessBuilder command, TrainingJob job) {
        try {
            RunningTrainer trainer = new RunningTrainer(command.start());
            trainer.send(job);
            return trainer;
        } catch (IOException failed) {
            throw new TrainerMissingException("cannot start %s: is it installed?"
                    .formatted(command.command().get(0)));
        }
    }

    private void send(TrainingJob job) {
        try {
            OutputStream input = process.getOutputStream();
            input.write((ProtocolJson.MAPPER.writeValueAsString(job) + "\n").getBytes(StandardCharsets.UTF_8));
            input.flush();
        } catch (IOException ended) {
            log.add("agent: the trainer ended before it had read its job: " + ended.getMessage());
        }
    }

    /** Hands every event but the last to the listener, and returns once the process has ended. */
    public TrainerOutcome follow(Consumer<TrainerEvent> listener) throws InterruptedException {
        TrainerOutcome outcome = null;
        try (BufferedReader events = process.inputReader(StandardCharsets.UTF_8)) {
            String line;
            while (outcome == null && (line = events.readLine()) != null) {
                outcome = handle(line, listener);
            }
        } catch (IOException closed) {
            log.add("agent: the trainer's output broke off: " + closed.getMessage());
        }
        return outcome == null ? crashed(awaitEnd()) : ended(outcome);
    }

    private @Nullable TrainerOutcome handle(String line, Consumer<TrainerEvent> listener) {
        TrainerEvent event;
        try {
            event = ProtocolJson.MAPPER.readValue(line, TrainerEvent.class);
        } catch (JacksonException garbage) {
            String start = line.length() > SHOWN ? line.substring(0, SHOWN) + "…" : line;
            String message = "the trainer wrote on its standard output what is no event: " + start;
            return new TrainerOutcome.Failed(ErrorCode.TRAINER_GARBLED, message, log.text());
        }
        if (event instanceof TrainerEvent.Done done) {
            return new TrainerOutcome.Done(done.result());
        }
        if (event instanceof TrainerEvent.Failed failed) {
            return new TrainerOutcome.Failed(failed.code(), failed.message(), log.text());
        }
        listener.accept(event);
        return null;
    }

    private TrainerOutcome ended(TrainerOutcome outcome) throws InterruptedException {
        stop();
        awaitEnd();
        return outcome instanceof TrainerOutcome.Failed failed
                ? new TrainerOutcome.Failed(failed.code(), failed.message(), log.text())
                : outcome;
    }

    private TrainerOutcome crashed(int exitCode) {
        return new TrainerOutcome.Failed(ErrorCode.TRAINER_CRASHED, ExitCodes.inWords(exitCode), log.text());
    }

    private int awaitEnd() throws InterruptedException {
        int exitCode = process.waitFor();
        logReader.join(TimeUnit.SECONDS.toMillis(SECONDS_TO_END));
        return exitCode;
    }

    /** Asks the process to end, and kills it where it does not. Returns at once; may be called at any time. */
    public void stop() {
        closeInput();
        process.destroy();
        CompletableFuture<Process> unused = process.onExit()
                .orTimeout(SECONDS_TO_END, TimeUnit.SECONDS)
                .whenComplete((ended, tooLate) -> process.destroyForcibly());
    }

    private void closeInput() {
        try {
            process.getOutputStream().close();
        } catch (IOException alreadyGone) {
            log.add("agent: the trainer had closed its standard input");
        }
    }

    private void readLog() {
        try (BufferedReader lines = process.errorReader(StandardCharsets.UTF_8)) {
            lines.lines().forEach(log::add);
        } catch (IOException | UncheckedIOException closed) {
            log.add("agent: the trainer's log broke off: " + closed.getMessage());
        }
    }
}
