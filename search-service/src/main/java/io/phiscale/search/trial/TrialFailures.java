package io.phiscale.search.trial;

import io.phiscale.protocol.trial.FailureReport;
import io.phiscale.search.configuration.PhiscaleProperties;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Attempts that failed, and what becomes of their trials. Both steps belong into one transaction of the caller's. */
@Component
public class TrialFailures {
    private final JdbcClient jdbc;
    private final double backoffSeconds;

    TrialFailures(JdbcClient jdbc, PhiscaleProperties properties) {
        this.jdbc = jdbc;
        this.backoffSeconds = properties.worker().backoff().toMillis() / 1e3;
    }

    /**
     * What a trial takes.
     *
     * @param memory of a worker that may train it, in bytes
     * @param microBatches into how many parts each batch is split
     */
    public record Need(long memory, int microBatches) {
        private static final long MEBIBYTE = 1 << 20;

        /** Such as 1,024 MiB with each batch in 2 parts. */
        public String inWords() {
            String whole = mebibytes(memory);
            return microBatches == 1 ? whole : "%s with each batch in %d parts".formatted(whole, microBatches);
        }

        /** @param bytes of memory */
        public static String mebibytes(long bytes) {
            return "%,d MiB".formatted(bytes / MEBIBYTE);
        }
    }

    /**
     * A trial that a worker holds.
     *
     * @param attempts this one and those that failed before it
     */
    public record Held(long trial, long search, long candidate, String worker, int attempts, Need need) {}

    /**
     * What becomes of a trial.
     *
     * @param state queued or failed
     * @param attempts that count from now on
     * @param error for the user
     */
    public record Next(TrialState state, int attempts, Need need, String error) {}

    /** Keeps everybody else from the trial. @return empty where the lease is not this worker's any more */
    public Optional<Held> lock(long trial, long token) {
        return jdbc.sql(
                        """
                        select search_id, candidate_id, worker, attempts, required_memory, micro_batches from trial
                        where id = :trial and token = :token and state = 'RUNNING' for update
                        """)
                .param("trial", trial)
                .param("token", token)
                .query((row, number) -> new Held(
                        trial,
                        row.getLong("search_id"),
                        row.getLong("candidate_id"),
                        row.getString("worker"),
                        row.getInt("attempts"),
                        new Need(row.getLong("required_memory"), row.getInt("micro_batches"))))
                .optional();
    }

    /** Ends the attempt of a locked trial. */
    public void end(Held held, FailureReport report, Next next) {
        jdbc.sql(
                        """
                        update trial
                        set state = :state, lease_until = null, fraction = 0, error_code = :code, error = :error,
                            attempts = :attempts, required_memory = :memory, micro_batches = :parts,
                            not_before = clock_timestamp() + make_interval(
                                secs => :backoff * 2 ^ least(:earlier, :doublings) * (1 + random() / 2)),
                            ended_at = case when :state = 'FAILED' then clock_timestamp() end
                        where id = :trial
                        """)
                .param("trial", held.trial())
                .param("state", next.state().name())
                .param("code", report.code().name())
                .param("error", next.error())
                .param("attempts", next.attempts())
                .param("memory", next.need().memory())
                .param("parts", next.need().microBatches())
                .param("backoff", backoffSeconds)
                .param("earlier", Math.max(0, held.attempts() - 1))
                .param("doublings", PhiscaleProperties.Worker.BACKOFF_DOUBLINGS)
                .update();
        jdbc.sql(
                        """
                        update attempt
                        set ended_at = clock_timestamp(), outcome = 'FAILED', error_code = :code, error = :error,
                            log = :log
                        where trial_id = :trial and token = :token
                        """)
                .param("trial", held.trial())
                .param("token", report.token())
                .param("code", report.code().name())
                .param("error", report.message())
                .param("log", report.log())
                .update();
    }
}
