package io.phiscale.engine.libtorch;

import java.util.Locale;

/** libtorch's messages go on for pages. */
final class Messages {
    private Messages() {}

    /** As libtorch's allocators put it. */
    static boolean sayOutOfMemory(Throwable failure) {
        return firstLine(failure).toLowerCase(Locale.ROOT).contains("out of memory");
    }

    static String firstLine(Throwable failure) {
        return String.valueOf(failure.getMessage()).lines().findFirst().orElse("no reason given");
    }
}
