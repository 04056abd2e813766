package io.phiscale.search.artifact;

import io.phiscale.protocol.trial.CheckpointReference;
import io.phiscale.protocol.trial.Command;
import io.phiscale.search.configuration.PhiscaleProperties;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Table artifact. A row is written before its object and removed after it, so that the store never holds what no row
 * names; and only the row of a worker that still holds its lease is ever marked as stored.
 */
@Component
class ArtifactRows {
    private static final int PAGE = 100;
    /**
     * Whether a trial has a checkpoint that is worth more than a: the later attempt's, which would have gone on from an
     * earlier one's if that had been of use; of one attempt the one that is further on, whichever came last; and of a
     * checkpoint that was sent twice the first.
     */
    private static final String REPLACED =
            """
            exists (select from artifact better
                    where better.trial_id = a.trial_id and better.stored
                      and (better.token, better.epochs, better.fraction, -better.id)
                          > (a.token, a.epochs, a.fraction, -a.id))
            """;

    private final JdbcClient jdbc;
    private final double leaseSeconds;
    private final double unfinishedSeconds;

    ArtifactRows(JdbcClient jdbc, PhiscaleProperties properties) {
        this.jdbc = jdbc;
        this.leaseSeconds = properties.worker().lease().toMillis() / 1e3;
        this.unfinishedSeconds = properties.artifacts().unfinished().toMillis() / 1e3;
    }

    record Row(long id, String location) {}

    /**
     * What became of an upload.
     *
     * @param kept whether it was in time, and the trial may go on from it where it has none that is worth more
     */
    record Kept(Command command, boolean kept) {}

    /** @return empty where the lease is not this worker's any more */
    Optional<Row> begin(long trial, long token, String location, CheckpointReference checkpoint) {
        return jdbc.sql(
                        """
                        insert into artifact (trial_id, token, location, sha256, size, epochs, fraction)
                        select id, :token, :location, :sha256, :size, :epochs, :fraction from trial
                        where id = :trial and token = :token and state = 'RUNNING'
                        returning id
                        """)
                .param("trial", trial)
                .param("token", token)
                .param("location", location)
                .param("sha256", checkpoint.sha256())
                .param("size", checkpoint.size())
                .param("epochs", checkpoint.epochs())
                .param("fraction", checkpoint.fraction())
                .query((row, number) -> new Row(row.getLong("id"), location))
                .optional();
    }

    /** Makes an object that is written now the trial's, and renews the lease. */
    Kept keep(long trial, long token, Row artifact) {
        return jdbc.sql(
                        """
                        with held as (
                            update trial
                            set lease_until = clock_timestamp() + make_interval(secs => :lease)
                            where id = :trial and token = :token and state = 'RUNNING'
                            returning search_id),
                        kept as (
                            update artifact set stored = true from held where id = :artifact returning id)
                        select s.paused, exists (select from kept) as kept
                        from held join search s on s.id = held.search_id
                        """)
                .param("trial", trial)
                .param("token", token)
                .param("lease", leaseSeconds)
                .param("artifact", artifact.id())
                .query((row, number) ->
                        new Kept(row.getBoolean("paused") ? Command.RELEASE : Command.CONTINUE, row.getBoolean("kept")))
                .optional()
                .orElse(new Kept(Command.STOP, false));
    }

    /** Where the checkpoint lies that a claim named, for the worker that holds the lease. */
    Optional<Row> best(long trial, long token) {
        return jdbc.sql(
                        """
                        select a.id, a.location from trial t
                        join artifact a on a.trial_id in (t.id, t.continues) and a.stored
                        where t.id = :trial and t.token = :token and t.state = 'RUNNING'
                        order by a.token desc, a.epochs desc, a.fraction desc, a.id limit 1
                        """)
                .param("trial", trial)
                .param("token", token)
                .query((row, number) -> new Row(row.getLong("id"), row.getString("location")))
                .optional();
    }

    List<Row> replaced(long trial) {
        return jdbc.sql("select a.id, a.location from artifact a where a.trial_id = :trial and a.stored and "
                        + REPLACED)
                .param("trial", trial)
                .query((row, number) -> new Row(row.getLong("id"), row.getString("location")))
                .list();
    }

    /**
     * Of trials that are gone, or over and no longer to be gone on from, what better ones have replaced, and uploads that
     * broke off.
     */
    List<Row> garbage() {
        return jdbc.sql(
                        """
                        select a.id, a.location from artifact a left join trial t on t.id = a.trial_id
                        left join search s on s.id = t.search_id
                        where case when a.stored
                                   then t.id is null or %s
                                        or t.state not in ('QUEUED', 'RUNNING') and not (
                                            -- Its candidate may be promoted, or has been and is not there yet.
                                            t.state = 'DONE' and s.state in ('QUEUED', 'RUNNING')
                                            and (t.rung >= s.closed_rungs and t.rung < s.last_rung
                                                 or exists (select from trial n where n.continues = t.id
                                                                                  and n.state in ('QUEUED', 'RUNNING', 'FAILED'))))
                                   -- Whoever writes it may still be writing.
                                   else a.created_at < clock_timestamp() - make_interval(secs => :unfinished) end
                        order by a.id limit :page
                        """
                                .formatted(REPLACED))
                .param("unfinished", unfinishedSeconds)
                .param("page", PAGE)
                .query((row, number) -> new Row(row.getLong("id"), row.getString("location")))
                .list();
    }

    void remove(Row artifact) {
        jdbc.sql("delete from artifact where id = :id")
                .param("id", artifact.id())
                .update();
    }
}
