package io.phiscale.trainer.process;

import io.phiscale.trainer.engine.TrainingEngine;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Supplier;

/**
 * The main program of every engine: reads one job as a line of JSON from standard input, writes events as lines of
 * JSON to standard output, the last of which is done or failed, and logs to standard error. Standard input has to
 * stay open: when it ends, so does the process, so that a dead agent leaves no trainer behind.
 */
public final class TrainerProcess {
    private static final int DONE = 0;
    private static final int FAILED = 1;
    private static final int PARENT_GONE = 3;

    private TrainerProcess() {}

    /**
     * Never returns: the process ends with 0 after done, with 1 after failed.
     *
     * @param engine made once standard output is out of reach of what libraries print while they load
     * @param arguments {@code --data-folder PATH}, {@code --datasets PATH}
     */
    public static void run(Supplier<TrainingEngine> engine, String... arguments) {
        PrintStream standardOutput = System.out;
        System.setOut(System.err);
        System.setProperty("java.awt.headless", "true");
        BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        JobRunner runner = new JobRunner(engine, List.of(arguments), new JsonLines(standardOutput));
        boolean done = runner.run(input, () -> end(PARENT_GONE, "Standard input has ended: the agent is gone."));
        end(done ? DONE : FAILED, "");
    }

    /** Halts rather than exits: a native library that hangs or crashes as it shuts down must change nothing. */
    private static void end(int status, String message) {
        if (!message.isEmpty()) {
            System.err.println(message);
        }
        System.err.flush();
        // Programs that fetch data would go on for nobody: a halt runs nothing that ends them.
        ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
        Runtime.getRuntime().halt(status);
    }
}
