package io.phiscale.agent.trainer;

import io.phiscale.protocol.error.ErrorCode;
import io.phiscale.protocol.json.ProtocolJson;
import io.phiscale.protocol.trainer.TrainerEvent;
import io.phiscale.protocol.trainer.TrainingJob;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * A trainer process: a job on its standard input, events on its standard output, its log on standard error. Its
 * standard input stays open while it is wanted: a trainer ends by itself once its agent is gone.
 */
public final class RunningTrainer {
    private static final int SHOWN = 80;
    /** Of characters in a line; an event takes a few hundred. */
    private static final int LONGEST_LINE = 1 << 16;
    /** Native code prints a line or two before it fails; what prints more than this is no trainer. */
    private static final int MOST_FOREIGN_LINES = 100;

    private static final long SECONDS_TO_END = 5;

    private final Process process;
    private final LogTail log = new LogTail();
    private final Thread logReader;
    private int foreignLines;
    private String firstForeignLine = "";

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
            throw new TrainerMissingException(
                    "cannot start %s: %s".formatted(command.command().get(0), failed.getMessage()));
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
            Lines lines = new Lines(events, LONGEST_LINE);
            String line = lines.next();
            while (line != null) {
                outcome = handle(line, listener);
                line = outcome == null ? lines.next() : null;
            }
        } catch (IOException closed) {
            log.add("agent: the trainer's output broke off: " + closed.getMessage());
        }
        return outcome == null ? endedWithoutAWord(awaitEnd()) : ended(outcome);
    }

    private @Nullable TrainerOutcome handle(String line, Consumer<TrainerEvent> listener) {
        TrainerEvent event;
        try {
            event = ProtocolJson.MAPPER.readValue(line, TrainerEvent.class);
        } catch (JacksonException foreign) {
            return handleForeign(line);
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

    /** Native code that is about to fail prints there, past all that Java can redirect: the reason is still to come. */
    private @Nullable TrainerOutcome handleForeign(String line) {
        log.add("standard output: " + line);
        if (foreignLines == 0) {
            firstForeignLine = line.length() > SHOWN ? line.substring(0, SHOWN) + "…" : line;
        }
        foreignLines++;
        return foreignLines > MOST_FOREIGN_LINES ? garbled() : null;
    }

    private TrainerOutcome garbled() {
        String message = "the trainer wrote on its standard output what is no event: " + firstForeignLine;
        return new TrainerOutcome.Failed(ErrorCode.TRAINER_GARBLED, message, log.text());
    }

    private TrainerOutcome ended(TrainerOutcome outcome) throws InterruptedException {
        stop();
        awaitEnd();
        return outcome instanceof TrainerOutcome.Failed failed
                ? new TrainerOutcome.Failed(failed.code(), failed.message(), log.text())
                : outcome;
    }

    private TrainerOutcome endedWithoutAWord(int exitCode) {
        if (exitCode == 0 && foreignLines > 0) {
            return garbled();
        }
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
        // What it started, such as a download, would outlive it.
        List<ProcessHandle> family = Stream.concat(process.descendants(), Stream.of(process.toHandle()))
                .toList();
        // By their handles: the process's own method would close its output, in which a result may stand.
        family.forEach(ProcessHandle::destroy);
        CompletableFuture<Process> unused = process.onExit()
                .orTimeout(SECONDS_TO_END, TimeUnit.SECONDS)
                .whenComplete((ended, tooLate) -> {
                    family.forEach(ProcessHandle::destroyForcibly);
                    if (tooLate != null) {
                        process.destroyForcibly();
                    }
                });
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
            Lines bounded = new Lines(lines, LONGEST_LINE);
            for (String line = bounded.next(); line != null; line = bounded.next()) {
                log.add(line);
            }
        } catch (IOException closed) {
            log.add("agent: the trainer's log broke off: " + closed.getMessage());
        }
    }
}
