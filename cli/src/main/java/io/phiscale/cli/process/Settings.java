package io.phiscale.cli.process;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** The environment variables that configure a coordinator. */
final class Settings {
    /** Spring Boot takes them in any case, and with dots too. */
    private static final Pattern NAME = Pattern.compile("(phiscale|spring|server)[_.].*");

    private static final String DEBUG = "PHISCALE_DEBUG";

    private Settings() {}

    /** Removes them, but for the one that only says more about failures. */
    static void removeFrom(Map<String, String> environment) {
        environment
                .keySet()
                .removeIf(name -> !name.equals(DEBUG)
                        && NAME.matcher(name.toLowerCase(Locale.ROOT)).matches());
    }
}
