package io.phiscale.agent.trainer;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a trainer printed on its standard output that is no event. A Java virtual machine that dies says there why, and
 * then aborts: its exit code is the same whatever it was.
 */
final class ForeignLines {
    private static final int SHOWN = 80;
    private static final Pattern SIGNAL = Pattern.compile("#\\s+(SIG[A-Z]+) \\(0x[0-9a-f]+\\) at pc=.*");
    private static final String FRAME = "# Problematic frame:";
    private static final String NO_MEMORY =
            "# There is insufficient memory for the Java Runtime Environment to continue.";

    private int count;
    private String first = "";
    private String last = "";
    private @Nullable String signal;
    private @Nullable String frame;
    private boolean lackOfMemory;

    void add(String line) {
        if (count == 0) {
            first = line.length() > SHOWN ? line.substring(0, SHOWN) + "…" : line;
        }
        count++;
        Matcher fatal = SIGNAL.matcher(line);
        if (fatal.matches()) {
            signal = fatal.group(1);
        }
        if (last.equals(FRAME)) {
            frame = line.replaceFirst("^#\\s*", "");
        }
        lackOfMemory |= line.equals(NO_MEMORY);
        last = line;
    }

    int count() {
        return count;
    }

    String first() {
        return first;
    }

    boolean lackOfMemory() {
        return lackOfMemory;
    }

    /** By which signal and where, if its virtual machine said so. */
    Optional<String> crash() {
        return Optional.ofNullable(signal)
                .map(name -> (name.equals("SIGSEGV") ? "SIGSEGV, a segmentation fault" : name)
                        + (frame == null ? "" : ", in " + frame));
    }
}
