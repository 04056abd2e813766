package io.phiscale.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;

/** Fills a coordinator's tables as years of use would: by SQL, because over HTTP it would take hours. */
final class Backlog {
    private Backlog() {}

    /** Adds trials with seeds of their own to the candidates of a search: finished ones with all that belongs to them. */
    static void fill(Connection connection, long search, int finished, int queued) throws SQLException {
        insertTrials(connection, search, "DONE", 1_000_000_000L, finished);
        insertTrials(connection, search, "QUEUED", 2_000_000_000L, queued);
        try (Statement statement = connection.createStatement()) {
            statement.execute(
                    """
                    insert into attempt (trial_id, token, worker, ended_at, outcome)
                    select id, token, worker, ended_at, 'DONE' from trial where state = 'DONE'
                    """);
            statement.execute(
                    """
                    insert into trial_epoch
                    select id, token, epoch, 0.1, 1, 0.5, 0.8, 0.99, 1, 1000
                    from trial cross join generate_series(1, 3) as epoch where state = 'DONE'
                    """);
            statement.execute(
                    """
                    insert into trial_result
                    select id, token, false, 3, 0.5, 0.8, 0.99, 0.5, 0.8, 0.99, 1000, 1073741824, 3, '{}'
                    from trial where state = 'DONE'
                    """);
        }
    }

    private static void insertTrials(Connection connection, long search, String state, long firstSeed, int count)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                """
                insert into trial (search_id, candidate_id, seed, required_memory, state, token, worker,
                                   fraction, attempts, ended_at)
                select ?, candidates.ids[1 + number % cardinality(candidates.ids)], ? + number, 1 << 20, ?,
                       case when ? = 'DONE' then nextval('lease_token') else 0 end,
                       case when ? = 'DONE' then 'earlier' end, case when ? = 'DONE' then 1 else 0 end,
                       case when ? = 'DONE' then 1 else 0 end,
                       case when ? = 'DONE' then clock_timestamp() end
                from (select array_agg(id) as ids from candidate where search_id = ?) as candidates,
                     generate_series(1, ?) as number
                """)) {
            statement.setLong(1, search);
            statement.setLong(2, firstSeed);
            for (int parameter = 3; parameter <= 8; parameter++) {
                statement.setString(parameter, state);
            }
            statement.setLong(9, search);
            statement.setInt(10, count);
            statement.executeUpdate();
        }
    }
}
