package io.phiscale.search.harness;

import io.phiscale.db.EmbeddedDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** One PostgreSQL for all tests of this JVM, in a directory that goes with it. */
public final class TestDatabase {
    private static final Path DIRECTORY = directory();
    private static final EmbeddedDatabase DATABASE = EmbeddedDatabase.start(DIRECTORY);

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(TestDatabase::remove));
    }

    private TestDatabase() {}

    public static String url() {
        return DATABASE.url();
    }

    public static String user() {
        return EmbeddedDatabase.USER;
    }

    public static String password() {
        return DATABASE.password();
    }

    /** As arguments of a coordinator's command line. */
    public static List<String> arguments() {
        return List.of(
                "--phiscale.database.url=" + url(),
                "--phiscale.database.user=" + user(),
                "--phiscale.database.password=" + password());
    }

    private static Path directory() {
        try {
            return Files.createTempDirectory("phiscale-test");
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static void remove() {
        DATABASE.close();
        try (Stream<Path> files = Files.walk(DIRECTORY)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
