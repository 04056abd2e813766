package io.phiscale.search.trial;

import io.phiscale.protocol.trial.Command;
import io.phiscale.search.configuration.PhiscaleProperties;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The trial rows as a queue. Each step is one statement on the database's clock; those of a worker name its token, and
 * change nothing where a newer one has been given out.
 */
@Component
public class TrialQueue {
    private final JdbcClient jdbc;
    private final double leaseSeconds;

    TrialQueue(JdbcClient jdbc, PhiscaleProperties properties) {
        this.jdbc = jdbc;
        this.leaseSeconds = properties.worker().lease().toMillis() / 1e3;
    }

    /**
     * Queues one trial for each candidate of a search that may be chosen and each seed, to the first rung; within the
     * caller's transaction.
     *
     * @param epochs to that rung
     */
    public void enqueue(long search, List<Long> seeds, int epochs) {
        jdbc.sql(
                        """
                        insert into trial (search_id, candidate_id, seed, epochs, required_memory)
                        select c.search_id, c.id, seed, :epochs, c.training_memory
                        from candidate c
                        cross join unnest(:seeds::bigint[]) with ordinality as seeds (seed, place)
                        where c.search_id = :search and c.competes
                        order by place, c.id
                        """)
                .param("search", search)
                .param("seeds", seeds.toArray(Long[]::new))
                .param("epochs", epochs)
                .update();
    }

    /** The same for controls that are no candidates, straight to the last rung. */
    public void enqueueControls(long search, List<Long> seeds, int lastRung, int epochs) {
        jdbc.sql(
                        """
                        insert into trial (search_id, candidate_id, seed, rung, epochs, required_memory)
                        select c.search_id, c.id, seed, :rung, :epochs, c.training_memory
                        from candidate c
                        cross join unnest(:seeds::bigint[]) with ordinality as seeds (seed, place)
                        where c.search_id = :search and not c.competes
                        order by place, c.id
                        """)
                .param("search", search)
                .param("seeds", seeds.toArray(Long[]::new))
                .param("rung", lastRung)
                .param("epochs", epochs)
                .update();
    }

    /**
     * Queues further trials, each of which goes on from its candidate's trial of the same seed at the rung below, where there
     * is one; within the caller's transaction.
     *
     * @param candidates by their fingerprints, one for each trial
     * @param seeds one for each
     * @param epochs to the rung in all
     * @param epochsBelow to the rung below; 0 where there is none
     */
    public void enqueue(long search, int rung, List<String> candidates, List<Long> seeds, int epochs, int epochsBelow) {
        jdbc.sql(
                        """
                        insert into trial (search_id, candidate_id, seed, rung, continues, epochs, required_memory,
                                           micro_batches)
                        select c.search_id, c.id, further.seed, :rung, below.id,
                               case when below.id is null then :epochs else :epochs - :epochsBelow end,
                               -- What earlier trials have found out: and what goes on must go on as it began.
                               coalesce(below.required_memory, known.memory),
                               coalesce(below.micro_batches, known.micro_batches)
                        from unnest(:candidates::text[], :seeds::bigint[])
                                 with ordinality as further (fingerprint, seed, place)
                        join candidate c on c.search_id = :search and c.fingerprint = further.fingerprint
                        left join trial below on below.candidate_id = c.id and below.seed = further.seed
                                                 and below.rung = :rung - 1 and below.state = 'DONE'
                        cross join lateral (
                            select coalesce(max(t.required_memory), c.training_memory) as memory,
                                   coalesce(max(t.micro_batches), 1) as micro_batches
                            from trial t where t.candidate_id = c.id) as known
                        order by further.place
                        """)
                .param("search", search)
                .param("rung", rung)
                .param("candidates", candidates.toArray(String[]::new))
                .param("seeds", seeds.toArray(Long[]::new))
                .param("epochs", epochs)
                .param("epochsBelow", epochsBelow)
                .update();
    }

    /** Renews a lease. @return what its worker is to do */
    public Command extend(long trial, long token, double fraction) {
        return jdbc.sql(
                        """
                        with lazily as (
                            -- A database that crashes may forget what it was told in its last moments, three times
                            -- its wal_writer_delay: 0.6 s. To wait until nothing of this can be lost is what takes
                            -- longest. Claims and results do wait.
                            select set_config('synchronous_commit', 'off', true) as setting),
                        held as (
                            update trial
                            set fraction = greatest(fraction, :fraction),
                                lease_until = clock_timestamp() + make_interval(secs => :lease)
                            where id = :trial and token = :token and state = 'RUNNING'
                            returning search_id, worker),
                        seen as (
                            update worker set last_seen = clock_timestamp()
                            from held
                            where worker.name = held.worker
                              and worker.last_seen < clock_timestamp() - interval '3 seconds')
                        select s.paused from held join search s on s.id = held.search_id cross join lazily
                        """)
                .param("trial", trial)
                .param("token", token)
                .param("fraction", fraction)
                .param("lease", leaseSeconds)
                .query(Boolean.class)
                .optional()
                .map(paused -> paused ? Command.RELEASE : Command.CONTINUE)
                .orElse(Command.STOP);
    }

    /** A worker gives a trial back, unharmed: this attempt does not count. */
    public boolean release(long trial, long token) {
        return jdbc.sql(
                                """
                        with released as (
                            update trial
                            set state = 'QUEUED', lease_until = null, fraction = 0, attempts = attempts - 1
                            where id = :trial and token = :token and state = 'RUNNING'
                            returning id, token),
                        history as (
                            update attempt set ended_at = clock_timestamp(), outcome = 'RELEASED'
                            from released
                            where attempt.trial_id = released.id and attempt.token = released.token)
                        select count(*) from released
                        """)
                        .param("trial", trial)
                        .param("token", token)
                        .query(Integer.class)
                        .single()
                == 1;
    }

    /**
     * Queues the failed trials of a search again, as they were at first: with every attempt still to come, the need that
     * was estimated, and batches in one piece. Their attempts stay as history.
     */
    public int retryFailed(long search) {
        return jdbc.sql(
                        """
                        update trial
                        set state = 'QUEUED', attempts = 0, losses = 0, overruns = 0, avoided_worker = null,
                            -- What goes on must go on as it began.
                            required_memory = coalesce((select b.required_memory from trial b
                                                        where b.id = trial.continues), c.training_memory),
                            micro_batches = coalesce((select b.micro_batches from trial b
                                                      where b.id = trial.continues), 1),
                            fraction = 0, error_code = null, error = null, ended_at = null,
                            not_before = clock_timestamp()
                        from candidate c
                        where trial.search_id = :search and trial.state = 'FAILED' and c.id = trial.candidate_id
                        """)
                .param("search", search)
                .update();
    }

    /**
     * Ends whatever of a search is queued or running; workers learn of it with their next write. Within the caller's
     * transaction.
     */
    public void cancel(long search) {
        jdbc.sql(
                        """
                        update trial
                        set state = 'CANCELLED', lease_until = null, ended_at = clock_timestamp()
                        where search_id = :search and state in ('QUEUED', 'RUNNING')
                        """)
                .param("search", search)
                .update();
        // A statement of its own: it sees the attempts of claims that were committed while the first one ran.
        jdbc.sql(
                        """
                        update attempt set ended_at = clock_timestamp(), outcome = 'CANCELLED'
                        from trial
                        where trial.search_id = :search and trial.state = 'CANCELLED'
                          and attempt.trial_id = trial.id and attempt.token = trial.token
                          and attempt.ended_at is null
                        """)
                .param("search", search)
                .update();
    }
}
