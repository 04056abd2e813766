package io.phiscale.engine.libtorch;

/** libtorch's messages go on for pages. */
final class Messages {
    private Messages() {}

    static String firstLine(Throwable failure) {
        return String.valueOf(failure.getMessage()).lines().findFirst().orElse("no reason given");
    }
}
