package io.phiscale.trainer.process;

import java.io.IOException;
import java.io.Reader;

/** Waits on a thread of its own until standard input ends, which it does when the agent that started this dies. */
final class ParentWatch {
    private ParentWatch() {}

    static void start(Reader input, Runnable whenItEnds) {
        Thread thread = new Thread(
                () -> {
                    skipToEnd(input);
                    whenItEnds.run();
                },
                "parent-watch");
        thread.setDaemon(true);
        thread.start();
    }

    private static void skipToEnd(Reader input) {
        char[] ignored = new char[1024];
        try {
            int count = 0;
            while (count >= 0) {
                count = input.read(ignored);
            }
        } catch (IOException broken) {
            // A broken pipe is an end as well.
        }
    }
}
