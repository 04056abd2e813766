package io.phiscale.search.trial;

import io.phiscale.search.configuration.PhiscaleProperties;
import io.phiscale.search.trial.TrialFailures.Need;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Trials that ran out of memory and wait for a worker that had more, where it is gone. */
@Component
public class OutgrownTrials {
    private final JdbcClient jdbc;
    private final double presentSeconds;

    OutgrownTrials(JdbcClient jdbc, PhiscaleProperties properties) {
        this.jdbc = jdbc;
        this.presentSeconds = properties.worker().presentSeconds();
    }

    /**
     * A candidate's trials of one need.
     *
     * @param offered by the largest worker that is there, in bytes
     */
    public record Outgrown(long search, long candidate, Need need, long offered) {}

    /** Where no worker is there at all, nobody knows yet what will fit. */
    public List<Outgrown> all() {
        return jdbc.sql(
                        """
                        select distinct t.search_id, t.candidate_id, t.required_memory, t.micro_batches, present.offered
                        from trial t
                        join search s on s.id = t.search_id
                        join candidate c on c.id = t.candidate_id
                        cross join lateral (
                            select max(w.memory) as offered from worker w
                            where s.engine = any (w.engines) and s.device = w.device and s.labels <@ w.labels
                              and w.last_seen > clock_timestamp() - make_interval(secs => :present)) as present
                        -- What it ran out of memory with is what differs from the estimate: its last attempt may have
                        -- ended otherwise.
                        where t.state = 'QUEUED' and (t.required_memory > c.training_memory or t.micro_batches > 1)
                          and t.required_memory > present.offered
                        """)
                .param("present", presentSeconds)
                .query((row, number) -> new Outgrown(
                        row.getLong("search_id"),
                        row.getLong("candidate_id"),
                        new Need(row.getLong("required_memory"), row.getInt("micro_batches")),
                        row.getLong("offered")))
                .list();
    }

    public void shrink(Outgrown outgrown, Need smaller, String why) {
        jdbc.sql(
                        """
                        update trial
                        set required_memory = :memory, micro_batches = :parts,
                            error_code = 'OUT_OF_MEMORY', error = :why
                        where candidate_id = :candidate and state = 'QUEUED' and required_memory = :needed
                          and micro_batches = :before
                        """)
                .param("candidate", outgrown.candidate())
                .param("needed", outgrown.need().memory())
                .param("before", outgrown.need().microBatches())
                .param("memory", smaller.memory())
                .param("parts", smaller.microBatches())
                .param("why", why)
                .update();
    }
}
