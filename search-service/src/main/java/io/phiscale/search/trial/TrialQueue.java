package io.phiscale.search.trial;

import io.phiscale.protocol.error.ErrorCode;
import io.phiscale.protocol.trial.ClaimRequest;
import io.phiscale.search.configuration.PhiscaleProperties;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The trial rows as a queue. Each step is one statement on the database's clock; those of a worker name its token, and
 * change nothing where a newer one has been given out.
 */
@Component
public class TrialQueue {
    /** Reaped at a time: the next run takes the next ones. */
    private static final int PAGE = 200;

    private final JdbcClient jdbc;
    private final PhiscaleProperties.Worker settings;

    TrialQueue(JdbcClient jdbc, PhiscaleProperties properties) {
        this.jdbc = jdbc;
        this.settings = properties.worker();
    }

    /** A trial that has just been leased. */
    public record Leased(long trial, long token, long search, long candidate, long seed, String engine) {
        private static Leased of(ResultSet row, int number) throws SQLException {
            return new Leased(
                    row.getLong("id"),
                    row.getLong("token"),
                    row.getLong("search_id"),
                    row.getLong("candidate_id"),
                    row.getLong("seed"),
                    row.getString("engine"));
        }
    }

    /** Queues one trial for each candidate of a search and each seed; within the caller's transaction. */
    public void enqueue(long search, List<Long> seeds) {
        jdbc.sql(
                        """
                        insert into trial (search_id, candidate_id, seed, engine, priority, required_memory)
                        select s.id, c.id, seed, s.engine, s.priority, c.training_memory
                        from search s
                        join candidate c on c.search_id = s.id
                        cross join unnest(:seeds::bigint[]) with ordinality as seeds (seed, place)
                        where s.id = :search
                        order by place, c.id
                        """)
                .param("search", search)
                .param("seeds", seeds.toArray(Long[]::new))
                .update();
    }

    /** The first trial in the queue that this worker can train, leased to it. */
    public Optional<Leased> claim(ClaimRequest worker) {
        return jdbc.sql(
                        """
                        with next as (
                            select id from trial
                            where state = 'QUEUED' and not_before <= clock_timestamp()
                              and engine = any (:engines) and required_memory <= :memory
                            order by priority desc, id
                            for update skip locked
                            limit 1),
                        leased as (
                            update trial
                            set state = 'RUNNING', token = nextval('lease_token'), worker = :worker,
                                attempts = attempts + 1, fraction = 0, error_code = null, error = null,
                                lease_until = clock_timestamp() + make_interval(secs => :lease)
                            from next where trial.id = next.id
                            returning trial.*),
                        history as (
                            insert into attempt (trial_id, token, worker) select id, token, worker from leased)
                        select id, token, search_id, candidate_id, seed, engine from leased
                        """)
                .param("engines", worker.engines().toArray(String[]::new))
                .param("memory", worker.memory())
                .param("worker", worker.worker())
                .param("lease", seconds(settings.lease()))
                .query(Leased::of)
                .optional();
    }

    /** @return whether the lease is still this worker's */
    public boolean extend(long trial, long token, double fraction) {
        return jdbc.sql(
                                """
                        update trial
                        set fraction = greatest(fraction, :fraction),
                            lease_until = clock_timestamp() + make_interval(secs => :lease)
                        where id = :trial and token = :token and state = 'RUNNING'
                        """)
                        .param("trial", trial)
                        .param("token", token)
                        .param("fraction", fraction)
                        .param("lease", seconds(settings.lease()))
                        .update()
                == 1;
    }

    /** @return whether the lease was still this worker's, and the trial is now over */
    boolean finish(long trial, long token, TrialState state) {
        return jdbc.sql(
                                """
                        update trial
                        set state = :state, fraction = 1, lease_until = null, ended_at = clock_timestamp()
                        where id = :trial and token = :token and state = 'RUNNING'
                        """)
                        .param("trial", trial)
                        .param("token", token)
                        .param("state", state.name())
                        .update()
                == 1;
    }

    /** Ends an attempt that failed; the trial is queued again where that may help. */
    @Transactional
    public boolean fail(long trial, long token, ErrorCode code, String message, String log) {
        Optional<Integer> attempts = jdbc.sql(
                        """
                        select attempts from trial
                        where id = :trial and token = :token and state = 'RUNNING' for update
                        """)
                .param("trial", trial)
                .param("token", token)
                .query(Integer.class)
                .optional();
        if (attempts.isEmpty()) {
            return false;
        }
        TrialState next = TrialState.afterFailure(code, attempts.get(), settings.attempts());
        jdbc.sql(
                        """
                        update trial
                        set state = :state, lease_until = null, fraction = 0, error_code = :code, error = :error,
                            not_before = clock_timestamp() + make_interval(secs => :backoff * (1 + random() / 2)),
                            -- Its estimate was too low: where it is tried next there has to be more.
                            required_memory = case when :code = 'OUT_OF_MEMORY' then required_memory * 3 / 2
                                                   else required_memory end,
                            ended_at = case when :state = 'FAILED' then clock_timestamp() end
                        where id = :trial
                        """)
                .param("trial", trial)
                .param("state", next.name())
                .param("code", code.name())
                .param("error", message)
                .param("backoff", seconds(settings.backoff()) * (1L << Math.min(20, attempts.get() - 1)))
                .update();
        endAttempt(trial, token, "FAILED");
        jdbc.sql(
                        """
                        update attempt set error_code = :code, error = :error, log = :log
                        where trial_id = :trial and token = :token
                        """)
                .param("trial", trial)
                .param("token", token)
                .param("code", code.name())
                .param("error", message)
                .param("log", log)
                .update();
        return true;
    }

    /** A worker gives a trial back, unharmed: this attempt does not count. */
    @Transactional
    public boolean release(long trial, long token) {
        boolean held = jdbc.sql(
                                """
                        update trial
                        set state = 'QUEUED', lease_until = null, fraction = 0, attempts = attempts - 1
                        where id = :trial and token = :token and state = 'RUNNING'
                        """)
                        .param("trial", trial)
                        .param("token", token)
                        .update()
                == 1;
        if (held) {
            endAttempt(trial, token, "RELEASED");
        }
        return held;
    }

    /** Moves a search's trials in the queue; those that run now or failed take it when they come back. */
    public void prioritize(long search, int priority) {
        jdbc.sql(
                        """
                        update trial set priority = :priority
                        where search_id = :search and state in ('QUEUED', 'RUNNING', 'FAILED')
                        """)
                .param("search", search)
                .param("priority", priority)
                .update();
    }

    /** Queues the failed trials of a search again, as if they had never been tried; their attempts stay as history. */
    public int retryFailed(long search) {
        return jdbc.sql(
                        """
                        update trial
                        set state = 'QUEUED', attempts = 0, fraction = 0, error_code = null, error = null,
                            ended_at = null, not_before = clock_timestamp()
                        where search_id = :search and state = 'FAILED'
                        """)
                .param("search", search)
                .update();
    }

    /** Takes trials back whose leases ran out. @return how many; a full page means that there may be more */
    @Transactional
    public int reap() {
        return jdbc.sql(
                        """
                        with expired as (
                            select id from trial
                            where state = 'RUNNING' and lease_until < clock_timestamp()
                            order by lease_until
                            for update skip locked
                            limit :page),
                        reaped as (
                            update trial
                            set state = case when attempts < :attempts then 'QUEUED' else 'FAILED' end,
                                ended_at = case when attempts < :attempts then null else clock_timestamp() end,
                                lease_until = null, fraction = 0, error_code = 'LEASE_LOST',
                                error = 'nothing was heard of worker ' || worker || ' for too long'
                            from expired where trial.id = expired.id
                            returning trial.id, trial.token, trial.error)
                        update attempt
                        set ended_at = clock_timestamp(), outcome = 'EXPIRED', error_code = 'LEASE_LOST',
                            error = reaped.error
                        from reaped where attempt.trial_id = reaped.id and attempt.token = reaped.token
                        """)
                .param("page", PAGE)
                .param("attempts", settings.attempts())
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

    void endAttempt(long trial, long token, String outcome) {
        jdbc.sql(
                        """
                        update attempt set ended_at = clock_timestamp(), outcome = :outcome
                        where trial_id = :trial and token = :token and ended_at is null
                        """)
                .param("trial", trial)
                .param("token", token)
                .param("outcome", outcome)
                .update();
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1e3;
    }
}
