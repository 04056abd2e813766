package io.phiscale.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedDatabaseIT {
    @TempDir
    private Path directory;

    @Test
    void startsWhereItLeftOff() throws SQLException {
        try (EmbeddedDatabase database = EmbeddedDatabase.start(directory)) {
            execute(database, "create table kept (x int)");
        }
        try (EmbeddedDatabase database = EmbeddedDatabase.start(directory)) {
            assertThat(query(database, "select count(*) from kept")).isEqualTo("0");
        }
    }

    @Test
    void isDurableAndAsksForAPassword() throws Exception {
        try (EmbeddedDatabase database = EmbeddedDatabase.start(directory)) {
            for (String setting : new String[] {"fsync", "full_page_writes", "synchronous_commit"}) {
                assertThat(query(database, "show " + setting)).as(setting).isEqualTo("on");
            }
            assertThatThrownBy(() -> DriverManager.getConnection(database.url(), EmbeddedDatabase.USER, "guess"))
                    .isInstanceOf(SQLException.class);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve("password"))))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void aDirectoryInUseIsRefused() {
        try (EmbeddedDatabase database = EmbeddedDatabase.start(directory)) {
            assertThat(database.url()).startsWith("jdbc:postgresql://localhost:");
            assertThatThrownBy(() -> EmbeddedDatabase.start(directory))
                    .isInstanceOf(DatabaseUnavailableException.class)
                    .hasMessageContaining("in use by another coordinator");
        }
    }

    @Test
    void aPidFileOfAnotherProgramIsNoObstacle() throws Exception {
        EmbeddedDatabase.start(directory).close();
        Files.writeString(
                directory.resolve("data/postmaster.pid"),
                ProcessHandle.current().pid() + "\n");

        try (EmbeddedDatabase database = EmbeddedDatabase.start(directory)) {
            assertThat(query(database, "select 1")).isEqualTo("1");
        }
    }

    @Test
    void aPidFileThatNamesTheServerOfAnotherDirectoryDoesThatServerNoHarm() throws Exception {
        Path other = directory.resolve("other");
        Path crashed = directory.resolve("crashed");
        EmbeddedDatabase.start(crashed).close();
        try (EmbeddedDatabase innocent = EmbeddedDatabase.start(other)) {
            Files.copy(other.resolve("data/postmaster.pid"), crashed.resolve("data/postmaster.pid"));

            try (EmbeddedDatabase database = EmbeddedDatabase.start(crashed)) {
                assertThat(query(database, "select 1")).isEqualTo("1");
            }

            assertThat(query(innocent, "select 1")).isEqualTo("1");
        }
    }

    @Test
    void migrationsBuildTheSchemaOnceAndForAll() throws SQLException {
        try (EmbeddedDatabase database = EmbeddedDatabase.start(directory)) {
            Flyway flyway = Flyway.configure()
                    .dataSource(database.url(), EmbeddedDatabase.USER, database.password())
                    .load();
            assertThat(flyway.migrate().migrationsExecuted).isGreaterThanOrEqualTo(3);
            assertThat(flyway.migrate().migrationsExecuted).isZero();

            assertThat(
                            query(
                                    database,
                                    """
                            select string_agg(table_name, ' ' order by table_name collate "C")
                            from information_schema.tables
                            where table_schema = 'public' and table_name not like 'flyway%'
                            """))
                    .isEqualTo("artifact attempt candidate candidate_alias ladder ladder_model scheduled_tasks search"
                            + " selection trial trial_epoch trial_result worker worker_token");
        }
    }

    private static void execute(EmbeddedDatabase database, String sql) throws SQLException {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String query(EmbeddedDatabase database, String sql) throws SQLException {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static Connection connect(EmbeddedDatabase database) throws SQLException {
        return DriverManager.getConnection(database.url(), EmbeddedDatabase.USER, database.password());
    }
}
