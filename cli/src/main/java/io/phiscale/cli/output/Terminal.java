package io.phiscale.cli.output;

import java.util.Optional;

/** Whether a person sits in front. The launcher knows: Java cannot ask about standard output alone. */
public final class Terminal {
    private static final String PROPERTY = "phiscale.terminal";
    private static final String SIZE = "phiscale.terminal.size";

    private Terminal() {}

    /** True where standard output is neither a file nor a pipe. */
    public static boolean isStandardOutput() {
        return Boolean.getBoolean(PROPERTY);
    }

    /** The screen, where its lines can be drawn over. */
    public static Optional<Screen> screen() {
        return isStandardOutput() && !"dumb".equals(System.getenv("TERM"))
                ? Optional.of(Screen.parse(System.getProperty(SIZE, "")))
                : Optional.empty();
    }
}
