package io.phiscale.specification;

import org.jspecify.annotations.Nullable;

/** What was given, or else the default. */
final class Given {
    private Given() {}

    static <T> T or(@Nullable T given, T otherwise) {
        return given == null ? otherwise : given;
    }

    static double or(@Nullable Double given, double otherwise) {
        return given == null ? otherwise : given;
    }

    static boolean or(@Nullable Boolean given, boolean otherwise) {
        return given == null ? otherwise : given;
    }

    static int or(@Nullable Integer given, int otherwise) {
        return given == null ? otherwise : given;
    }
}
