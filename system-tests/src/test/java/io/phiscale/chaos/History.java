package io.phiscale.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.stream.Stream;

/** What the database itself saw, written by triggers of this test: every accepted write, and whose turn it was then. */
final class History {
    private final Postgres postgres;

    History(Postgres postgres) throws SQLException {
        this.postgres = postgres;
        try (Connection connection = postgres.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(
                    """
                    create table written (
                        id bigint generated always as identity, at timestamptz default clock_timestamp(),
                        kind text, trial_id bigint, token bigint, latest_token bigint);
                    create function note_write() returns trigger language plpgsql as $$ begin
                        insert into written (kind, trial_id, token, latest_token)
                        select tg_table_name, new.trial_id, new.token, max(a.token)
                        from attempt a where a.trial_id = new.trial_id;
                        return null; end $$;
                    create trigger note_epoch after insert on trial_epoch
                        for each row execute function note_write();
                    create trigger note_result after insert on trial_result
                        for each row execute function note_write();
                    create trigger note_checkpoint after update on artifact
                        for each row when (new.stored and not old.stored) execute function note_write();
                    create function note_lease() returns trigger language plpgsql as $$ begin
                        insert into written (kind, trial_id, token, latest_token)
                        values ('lease', new.id, new.token, new.token);
                        return null; end $$;
                    create trigger note_lease after update on trial
                        for each row when (new.state = 'RUNNING') execute function note_lease();
                    """);
        }
    }

    long count(String sql) throws SQLException {
        try (Connection connection = postgres.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    double number(String sql) throws SQLException {
        try (Connection connection = postgres.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getDouble(1);
        }
    }

    /** Epochs that were trained, by all trainers there ever were. */
    static long epochsTrained(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.count();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
