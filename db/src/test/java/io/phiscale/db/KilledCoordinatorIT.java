package io.phiscale.db;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KilledCoordinatorIT {
    @TempDir
    private Path directory;

    @Test
    void theServerThatAKilledProcessLeftBehindIsNoObstacle() throws Exception {
        Process owner = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Owner.class.getName(),
                        directory.toString()))
                .redirectErrorStream(true)
                .start();
        String line;
        do {
            line = owner.inputReader().readLine();
        } while (line != null && !line.equals(Owner.READY));
        assertThat(line).isEqualTo(Owner.READY);
        owner.destroyForcibly().waitFor();

        try (EmbeddedDatabase database = EmbeddedDatabase.start(directory);
                var connection =
                        DriverManager.getConnection(database.url(), EmbeddedDatabase.USER, database.password());
                var rows = connection.createStatement().executeQuery("select answer from kept")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getInt(1)).isEqualTo(42);
        }
    }

    /** Starts a database, writes to it, says so, and waits to be killed. */
    static final class Owner {
        static final String READY = "ready to be killed";

        public static void main(String[] arguments) throws Exception {
            EmbeddedDatabase database = EmbeddedDatabase.start(Path.of(arguments[0]));
            try (var connection =
                            DriverManager.getConnection(database.url(), EmbeddedDatabase.USER, database.password());
                    var statement = connection.createStatement()) {
                statement.execute("create table kept as select 42 as answer");
            }
            System.out.println(READY);
            Thread.currentThread().join();
        }
    }
}
