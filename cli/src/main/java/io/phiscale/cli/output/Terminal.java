package io.phiscale.cli.output;

/** Whether a person sits in front. */
public final class Terminal {
    private static final String PROPERTY = "phiscale.terminal";

    private Terminal() {}

    /** True where lines can be drawn over. The launcher knows: Java cannot ask about standard output alone. */
    public static boolean isInteractive() {
        return Boolean.getBoolean(PROPERTY) && !"dumb".equals(System.getenv("TERM"));
    }
}
