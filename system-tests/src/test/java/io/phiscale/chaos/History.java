package io.phiscale.chaos;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** What the database itself saw, written by triggers of this test: every accepted write, and whose turn it was then. */
final class History {
    private static final int MOST_ROWS = 20;

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
                        select tg_table_name, new.trial_id,
                               -- A checkpoint's place is named after the token of the request.
                               case tg_table_name when 'artifact'
                                    then split_part(to_jsonb(new) ->> 'location', '/', 3)::bigint
                                    else new.token end,
                               max(a.token)
                        from attempt a where a.trial_id = new.trial_id;
                        return null; end $$;
                    create trigger note_epoch after insert or update on trial_epoch
                        for each row execute function note_write();
                    create trigger note_result after insert or update on trial_result
                        for each row execute function note_write();
                    create trigger note_checkpoint after update on artifact
                        for each row when (new.stored and not old.stored) execute function note_write();
                    create trigger note_end after update on attempt
                        for each row execute function note_write();
                    create function note_lease() returns trigger language plpgsql as $$ begin
                        insert into written (kind, trial_id, token, latest_token)
                        values ('lease', new.id, new.token, new.token);
                        return null; end $$;
                    create trigger note_lease after update on trial
                        for each row when (new.state = 'RUNNING') execute function note_lease();
                    create table rewritten (trial_id bigint, token bigint, before text, after text);
                    create function note_rewrite() returns trigger language plpgsql as $$ begin
                        insert into rewritten values (new.trial_id, new.token, old.outcome, new.outcome);
                        return null; end $$;
                    create trigger note_rewrite after update on attempt
                        for each row when (old.ended_at is not null) execute function note_rewrite();
                    """);
        }
    }

    long count(String sql) throws SQLException {
        return (long) number(sql);
    }

    double number(String sql) throws SQLException {
        try (Connection connection = postgres.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getDouble(1);
        }
    }

    /** @param sql that yields one column */
    List<String> list(String sql) throws SQLException {
        try (Connection connection = postgres.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> all = new ArrayList<>();
            while (rows.next()) {
                all.add(rows.getString(1));
            }
            return all;
        }
    }

    /** The first rows that a query yields, in full. */
    List<String> rows(String sql) throws SQLException {
        return list("select found::text from (%s limit %d) as found".formatted(sql, MOST_ROWS));
    }

    /** For which most trainers are at work; empty while the database is away, too. */
    OptionalLong busiestSearch() {
        String sql =
                """
                select search_id from trial where state = 'RUNNING'
                group by search_id order by count(*) desc limit 1
                """;
        try {
            return list(sql).stream().mapToLong(Long::parseLong).findAny();
        } catch (SQLException away) {
            return OptionalLong.empty();
        }
    }
}
