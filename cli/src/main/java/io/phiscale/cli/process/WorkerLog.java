package io.phiscale.cli.process;

import java.nio.file.Path;

/** Where a worker's log goes. To be called before the first line is logged. */
public final class WorkerLog {
    private static final String LEVEL = "org.slf4j.simpleLogger.log.io.phiscale";
    private static final String FILE = "org.slf4j.simpleLogger.logFile";

    private WorkerLog() {}

    /** To standard error: a worker's user wants to see what it does. */
    public static void toTerminal() {
        System.setProperty(LEVEL, "info");
    }

    /** To a file: progress bars are drawn where the log would go. */
    public static void toFile(Path file) {
        System.setProperty(LEVEL, "info");
        System.setProperty(FILE, file.toString());
    }
}
