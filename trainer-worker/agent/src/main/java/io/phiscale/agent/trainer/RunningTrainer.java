package io.phiscale.agent.trainer;

import io.phiscale.protocol.error.ErrorCode;
import io.phiscale.protocol.json.ProtocolJson;
import io.phiscale.protocol.trainer.TrainerCommand;
import io.phiscale.protocol.trainer.TrainerEvent;
import io.phiscale.protocol.trainer.TrainingJob;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * A trainer process: a job on its standard input, events on its standard output, its log on standard error. Its
 * standard input stays open while it is wanted: a trainer ends by itself once its agent is gone.
 */
public final class RunningTrainer {
    /** Of characters in a line; an event takes a few hundred. */
    private static final int LONGEST_LINE = 1 << 16;
    /** Native code prints a line or two before it fails; what prints more than this is no trainer. */
    private static final int MOST_FOREIGN_LINES = 100;

    private static final long SECONDS_FOR_LOG = 5;

    private final Process process;
    private final Family family;
    private final WorkFolder workFolder;
    private final LogTail log = new LogTail();
    private final Thread logReader;
    private final SilenceWatch silence;
    private final OutOfMemoryWatch outOfMemory;
    private final ForeignLines foreign = new ForeignLines();

    RunningTrainer(Process process, WorkFolder workFolder, Duration patience, OutOfMemoryWatch outOfMemory) {
        this.outOfMemory = outOfMemory;
        this.process = process;
        this.family = new Family(process);
        this.workFolder = workFolder;
        this.silence = new SilenceWatch(patience, this::stop);
        this.logReader = new Thread(this::readLog, "trainer-log-" + process.pid());
        logReader.setDaemon(true);
        logReader.start();
    }

    void send(TrainingJob job) {
        write(job, "the trainer ended before it had read its job");
    }

    private void write(Object value, String otherwise) {
        try {
            OutputStream input = process.getOutputStream();
            input.write((ProtocolJson.MAPPER.writeValueAsString(value) + "\n").getBytes(StandardCharsets.UTF_8));
            input.flush();
        } catch (IOException ended) {
            log.add("agent: %s: %s".formatted(otherwise, ended.getMessage()));
        }
    }

    /** Hands every event but the last to the listener, and returns once the process has ended. */
    public TrainerOutcome follow(Consumer<TrainerEvent> listener) throws InterruptedException {
        TrainerOutcome outcome = null;
        try (silence;
                BufferedReader events = process.inputReader(StandardCharsets.UTF_8)) {
            silence.start();
            Lines lines = new Lines(events, LONGEST_LINE);
            String line = lines.next();
            while (line != null) {
                silence.broken();
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
        if (event instanceof TrainerEvent.Stopped) {
            return new TrainerOutcome.Stopped();
        }
        if (event instanceof TrainerEvent.Failed failed) {
            return failed(failed.code(), failed.message());
        }
        // A coordinator that is away makes whoever reports to it wait.
        silence.whileDeaf(() -> listener.accept(event));
        return null;
    }

    /** Native code that is about to fail prints there, past all that Java can redirect: the reason is still to come. */
    private @Nullable TrainerOutcome handleForeign(String line) {
        log.add("standard output: " + line);
        foreign.add(line);
        return foreign.count() > MOST_FOREIGN_LINES ? garbled() : null;
    }

    private TrainerOutcome garbled() {
        String message = "the trainer wrote on its standard output what is no event: " + foreign.first();
        return failed(ErrorCode.TRAINER_GARBLED, message);
    }

    private TrainerOutcome ended(TrainerOutcome outcome) throws InterruptedException {
        stop();
        awaitEnd();
        return outcome instanceof TrainerOutcome.Failed failed ? failed(failed.code(), failed.message()) : outcome;
    }

    private TrainerOutcome failed(ErrorCode code, String message) {
        return new TrainerOutcome.Failed(code, message, log.text());
    }

    private TrainerOutcome endedWithoutAWord(int exitCode) {
        if (silence.wasTooLong()) {
            String message = "the trainer neither said nor logged anything for %d s (--silence-minutes)%s"
                    .formatted(
                            silence.patience().toSeconds(),
                            family.ignoredItsEnd()
                                    ? "; asked to end (SIGTERM), it did not, and was killed (SIGKILL)"
                                    : " and was ended");
            return failed(ErrorCode.TRAINER_SILENT, message);
        }
        if (exitCode == 0 && foreign.count() > 0) {
            return garbled();
        }
        if (exitCode == ExitCodes.KILLED && outOfMemory.sawKill()) {
            String message =
                    "the kernel killed the trainer (signal 9): the machine, or its container, ran out of memory";
            return failed(ErrorCode.OUT_OF_MEMORY, message);
        }
        if (foreign.lackOfMemory()) {
            String message = "the trainer's virtual machine got no more memory from the system";
            return failed(ErrorCode.OUT_OF_MEMORY, message);
        }
        String message = foreign.crash()
                .map(crash -> "the trainer crashed in native code: " + crash)
                .orElseGet(() -> ExitCodes.inWords(exitCode));
        return failed(ErrorCode.TRAINER_CRASHED, message);
    }

    private int awaitEnd() throws InterruptedException {
        int exitCode = process.waitFor();
        logReader.join(TimeUnit.SECONDS.toMillis(SECONDS_FOR_LOG));
        if (family.ignoredItsEnd()) {
            log.add("agent: the trainer ignored SIGTERM and was killed (SIGKILL)");
        }
        return exitCode;
    }

    /** Asks the trainer to write a checkpoint and end. Returns at once; it may take the length of a step. */
    public void askToStop() {
        write(TrainerCommand.STOP, "the trainer could not be asked to stop");
    }

    /** Asks the process to end, and kills it where it does not. Returns at once; may be called at any time. */
    public void stop() {
        closeInput();
        family.end();
    }

    /** Removes what it left on disk. To be called once it has ended, and its checkpoints are taken care of. */
    public void cleanUp() {
        workFolder.remove();
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
                silence.broken();
                log.add(line);
            }
        } catch (IOException closed) {
            log.add("agent: the trainer's log broke off: " + closed.getMessage());
        }
    }
}
