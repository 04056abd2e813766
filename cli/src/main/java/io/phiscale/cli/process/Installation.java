package io.phiscale.cli.process;

import io.phiscale.cli.failure.UserException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where the programs are: a folder laid out as a built checkout is. The launcher names it. */
public final class Installation {
    private static final String PROPERTY = "phiscale.home";

    private Installation() {}

    public static Path home() {
        String home = System.getProperty(PROPERTY);
        if (home == null) {
            throw new UserException("start this through the phiscale launcher, or set -D" + PROPERTY);
        }
        return Path.of(home);
    }

    /** The jars of one program, such as {@code search-service}. */
    public static Path program(String module) {
        Path folder = home().resolve(module).resolve("target/app");
        if (!Files.isDirectory(folder)) {
            throw new UserException("%s is not built: run ./mvnw package in %s".formatted(module, home()));
        }
        return folder;
    }

    public static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /** Where data and databases are kept unless told otherwise. */
    public static Path dataFolder() {
        String data = System.getenv("XDG_DATA_HOME");
        Path root = data == null || data.isBlank()
                ? Path.of(System.getProperty("user.home"), ".local", "share")
                : Path.of(data);
        return root.resolve("phiscale");
    }
}
