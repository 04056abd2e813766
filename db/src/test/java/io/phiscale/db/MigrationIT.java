package io.phiscale.db;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A database of an earlier version, with a little of everything in it. */
class MigrationIT {
    /** Two candidates with two trials each, of which one diverged and one is still to come, and a third with none. */
    private static final String AS_OF_V5 =
            """
            insert into search (name, state, specification, baseline, dataset, engine, priority, coefficients)
            values ('kept', 'RUNNING', 'name: kept', '{}', 'shapes', 'dl4j', 7, 3);
            insert into candidate (search_id, fingerprint, architecture, resolution, parameters, multiply_adds,
                                   activations, cost_ratio, training_memory, mean_top1)
            values (1, 'a', '{}', 32, 10, 100, 10, 1, 1024, 0.5), (1, 'b', '{}', 32, 10, 100, 10, 1, 1024, 0.45),
                   (1, 'c', '{}', 32, 10, 100, 10, 1, 1024, null);
            insert into candidate_alias values (1, 0, 1, 1, 1, 1), (2, 0, 1, 1, 1, 1), (3, 0, 1, 1, 1, 1);
            insert into trial (search_id, candidate_id, seed, state, engine, priority, required_memory, attempts, token,
                               worker, lease_until)
            values (1, 1, 1, 'DONE', 'dl4j', 7, 1024, 1, 11, 'w', null),
                   (1, 1, 2, 'RUNNING', 'dl4j', 7, 1024, 1, 12, 'w', now()),
                   (1, 2, 1, 'DONE', 'dl4j', 7, 1024, 2, 13, 'w', null),
                   (1, 2, 2, 'DIVERGED', 'dl4j', 7, 1024, 1, 14, 'w', null),
                   (1, 3, 1, 'QUEUED', 'dl4j', 7, 1024, 0, 0, null, null);
            insert into attempt (trial_id, token, worker, ended_at, outcome)
            values (1, 11, 'w', now(), 'DONE'), (2, 12, 'w', null, null), (3, 10, 'w', now(), 'EXPIRED'),
                   (3, 13, 'w', now(), 'DONE'), (4, 14, 'w', now(), 'DIVERGED');
            insert into trial_epoch values (1, 11, 1, 0.1, 1, 1, 0.5, 1, 1, 1), (2, 12, 1, 0.1, 1, 1, 0.5, 1, 1, 1);
            insert into trial_result
            values (1, 11, false, 1, 1, 0.5, 1, 1, 0.5, 1, 1, 1, 1, '{}'),
                   (3, 13, false, 1, 1, 0.9, 1, 1, 0.9, 1, 1, 1, 1, '{}'),
                   (4, 14, true, 1, 'NaN', 0.99, 1, 1, 0.1, 1, 1, 1, 1, '{}');
            insert into worker (name, engines, slots, memory) values ('w', '{dl4j}', 1, 2048);
            insert into artifact (trial_id, token, kind, location, sha256, size)
            values (1, 11, 'checkpoint', 'here', decode(repeat('00', 32), 'hex'), 1);
            """;

    @TempDir
    private Path directory;

    private EmbeddedDatabase database;

    @BeforeEach
    void start() {
        database = EmbeddedDatabase.start(directory);
    }

    @AfterEach
    void stop() {
        database.close();
    }

    @Test
    void whatWasMeasuredIsTheSameInTheNextVersion() throws SQLException {
        flyway().target("5").load().migrate();
        execute(AS_OF_V5);
        String means = query("select string_agg(coalesce(mean_top1::text, 'none'), ' ' order by id) from candidate");

        assertThat(flyway().load().migrate().migrationsExecuted).isPositive();

        assertThat(query("select string_agg(coalesce(mean_top1::text, 'none'), ' ' order by id) from candidate"))
                .isEqualTo(means);
        assertThat(query("select string_agg(results::text, ' ' order by id) from candidate"))
                .isEqualTo("1 2 0");
        assertThat(query("select string_agg(state || ' ' || token || ' ' || losses, ', ' order by id) from trial"))
                .isEqualTo("DONE 11 0, RUNNING 12 0, DONE 13 0, DIVERGED 14 0, QUEUED 0 0");
        assertThat(query("select count(*) from attempt")).isEqualTo("5");
        assertThat(query("select count(*) from trial_epoch")).isEqualTo("2");
        assertThat(query("select count(*) from trial_result")).isEqualTo("3");
        assertThat(query("select engine || ' ' || priority || ' ' || paused || ' ' || labels::text from search"))
                .isEqualTo("dl4j 7 false {}");
        assertThat(query("select put_aside_until is null and labels = '{}' from worker"))
                .isEqualTo("t");
        // A mean is kept up by addition: the next result must find what the ones before it came to.
        assertThat(
                        query(
                                "select count(*) from candidate where results > 0 and abs(top1_sum / results - mean_top1) > 1e-9"))
                .isEqualTo("0");
    }

    private FluentConfiguration flyway() {
        return Flyway.configure().dataSource(database.url(), EmbeddedDatabase.USER, database.password());
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private String query(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(database.url(), EmbeddedDatabase.USER, database.password());
    }
}
