package io.phiscale.trainer.process;

import io.phiscale.trainer.engine.DeviceShare;
import io.phiscale.trainer.engine.TrainingEngine;
import io.phiscale.trainer.loop.Rehearsal;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;

/**
 * The main program of every engine: reads one job as a line of JSON from standard input, writes events as lines of
 * JSON to standard output, the last of which is done, stopped or failed, and logs to standard error. Standard input has
 * to stay open: when it ends, so does the process, so that a dead agent leaves no trainer behind. Until then it may
 * carry commands, one {@link io.phiscale.protocol.trainer.TrainerCommand} as JSON a line.
 *
 * <p>With a work folder, checkpoints are written there as {@code checkpoint-STEPS.safetensors}: after every epoch but
 * the last, within an epoch when so many minutes have passed, and before a stop. They are never deleted here. A training
 * that resumes from one comes to the same result as one that never stopped; with one that cannot be used, it begins anew.
 *
 * <p>With {@code measure} for its first argument, it reads a {@link io.phiscale.protocol.measurement.MeasurementJob}
 * instead, and writes one {@link io.phiscale.protocol.measurement.MeasurementAnswer}.
 */
public final class TrainerProcess {
    /** One line a record: time, level, message. */
    private static final String LOG_FORMAT = "%1$tF %1$tT %4$s: %5$s%6$s%n";

    private static final String MEASURE = "measure";

    private TrainerProcess() {}

    /**
     * Never returns: the process ends with 0 after done and stopped, with 1 after failed, with 3 when standard input ends.
     *
     * @param engine made once standard output is out of reach of what libraries print while they load
     * @param arguments {@code --data-folder PATH}, {@code --datasets PATH}, {@code --expect NAME} of a data
     *     set to open before the job comes, {@code --work-folder PATH} for checkpoints,
     *     {@code --resume PATH} of a checkpoint, {@code --checkpoint-minutes NUMBER} (5, if not given),
     *     {@code --device} {@code cpu} or {@code cuda}, {@code --device-memory BYTES} of that GPU,
     *     {@code --memory BYTES} of the process: a training that takes more fails with {@code OUT_OF_MEMORY}
     */
    public static void run(Function<DeviceShare, TrainingEngine> engine, String... arguments) {
        PrintStream standardOutput = System.out;
        System.setOut(System.err);
        System.setProperty("java.awt.headless", "true");
        System.setProperty("java.util.logging.SimpleFormatter.format", LOG_FORMAT);
        BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        JsonLines output = new JsonLines(standardOutput);
        end(
                arguments.length > 0 && arguments[0].equals(MEASURE)
                        ? new MeasurementRunner(engine, List.of(arguments).subList(1, arguments.length), output::write)
                                .run(input, TrainerProcess::end)
                        : new JobRunner(share -> rehearsed(engine.apply(share)), List.of(arguments), output)
                                .run(input, TrainerProcess::end));
    }

    /** An agent may start the next trainer before it has a job for it. */
    private static TrainingEngine rehearsed(TrainingEngine loaded) {
        Rehearsal.of(loaded);
        return loaded;
    }

    /** Halts rather than exits: a native library that hangs or crashes as it shuts down must change nothing. */
    private static void end(Ending ending) {
        if (ending == Ending.AGENT_GONE) {
            System.err.println("Standard input has ended: the agent is gone.");
        }
        System.err.flush();
        // Programs that fetch data would go on for nobody: a halt runs nothing that ends them.
        ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
        Runtime.getRuntime().halt(ending.exitCode());
    }
}
