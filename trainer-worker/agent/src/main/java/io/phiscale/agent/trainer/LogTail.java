package io.phiscale.agent.trainer;

import java.util.ArrayDeque;
import java.util.Deque;

/** The last lines of a trainer's standard error. Thread-safe. */
final class LogTail {
    private static final int LINES = 200;
    private static final int LINE_LENGTH = 2_000;

    private final Deque<String> lines = new ArrayDeque<>();

    synchronized void add(String line) {
        if (lines.size() == LINES) {
            lines.removeFirst();
        }
        lines.addLast(line.length() > LINE_LENGTH ? line.substring(0, LINE_LENGTH) : line);
    }

    synchronized String text() {
        return String.join("\n", lines);
    }
}
