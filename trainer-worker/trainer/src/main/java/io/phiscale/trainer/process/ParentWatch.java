package io.phiscale.trainer.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.function.Consumer;

/** Reads standard input on a thread of its own until it ends, which it does when the agent that started this dies. */
final class ParentWatch {
    private ParentWatch() {}

    static void start(BufferedReader input, Consumer<String> eachLine, Runnable whenItEnds) {
        Thread thread = new Thread(
                () -> {
                    read(input, eachLine);
                    whenItEnds.run();
                },
                "parent-watch");
        thread.setDaemon(true);
        thread.start();
    }

    private static void read(BufferedReader input, Consumer<String> eachLine) {
        try {
            for (String line = input.readLine(); line != null; line = input.readLine()) {
                eachLine.accept(line);
            }
        } catch (IOException broken) {
            // A broken pipe is an end as well.
        }
    }
}
