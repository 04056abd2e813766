package io.phiscale.agent.trainer;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A process and what it started, such as a download, which would outlive it. */
final class Family {
    private static final long SECONDS_TO_END = 3;

    private final Process process;
    private volatile boolean ignoredItsEnd;

    Family(Process process) {
        this.process = process;
    }

    /** Asks all of them to end (SIGTERM), and kills (SIGKILL) who has not after some seconds. Returns at once. */
    void end() {
        List<ProcessHandle> members = members();
        // By their handles: the process's own method would close its output, in which a result may stand.
        members.forEach(ProcessHandle::destroy);
        CompletableFuture<Process> unused = process.onExit()
                .orTimeout(SECONDS_TO_END, TimeUnit.SECONDS)
                .whenComplete((ended, tooLate) -> {
                    ignoredItsEnd = tooLate != null;
                    members.forEach(ProcessHandle::destroyForcibly);
                });
    }

    void kill() {
        members().forEach(ProcessHandle::destroyForcibly);
    }

    /** Whether it had to be killed because it did not end when it was asked to. */
    boolean ignoredItsEnd() {
        return ignoredItsEnd;
    }

    private List<ProcessHandle> members() {
        return Stream.concat(process.descendants(), Stream.of(process.toHandle()))
                .toList();
    }
}
