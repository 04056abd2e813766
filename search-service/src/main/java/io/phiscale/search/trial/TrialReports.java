package io.phiscale.search.trial;

import io.phiscale.protocol.json.ProtocolJson;
import io.phiscale.protocol.trainer.EpochMetrics;
import io.phiscale.protocol.trainer.SplitMetrics;
import io.phiscale.protocol.trainer.TrialResult;
import io.phiscale.protocol.trial.Command;
import io.phiscale.search.configuration.PhiscaleProperties;
import java.sql.Types;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What trainings report, stored only while the reporting worker holds the lease. Each report is one statement, and may
 * come twice.
 */
@Component
public class TrialReports {
    private final JdbcClient jdbc;
    private final MedianStopping median;
    private final double leaseSeconds;

    TrialReports(JdbcClient jdbc, MedianStopping median, PhiscaleProperties properties) {
        this.jdbc = jdbc;
        this.median = median;
        this.leaseSeconds = properties.worker().lease().toMillis() / 1e3;
    }

    /**
     * Stores an epoch and renews the lease, as lazily as {@link TrialQueue#extend}.
     *
     * @return what the worker is to do
     */
    public Command epoch(long trial, long token, EpochMetrics epoch) {
        Stored stored = store(trial, token, epoch);
        boolean isEnded = stored.mayEnd()
                && median.ends(trial, token, epoch.epoch(), epoch.validation().top1());
        return isEnded ? Command.STOP : stored.command();
    }

    /** @param mayEnd whether the search ends those that are below the median */
    private record Stored(Command command, boolean mayEnd) {}

    private Stored store(long trial, long token, EpochMetrics epoch) {
        return jdbc.sql(
                        """
                        with lazily as (select set_config('synchronous_commit', 'off', true) as setting),
                        held as (
                            update trial
                            set lease_until = clock_timestamp() + make_interval(secs => :lease)
                            where id = :trial and token = :token and state = 'RUNNING'
                            returning id, search_id),
                        stored as (
                            insert into trial_epoch (trial_id, token, epoch, learning_rate, training_loss,
                                                     validation_loss, validation_top1, validation_top5, seconds,
                                                     images_per_second)
                            -- The report's own token: were the lease ever not checked, the history would show it.
                            select id, :token, :epoch, :rate, :loss, :validationLoss, :top1, :top5, :seconds, :speed
                            from held
                            -- It may have come with a checkpoint that could not be used after all.
                            on conflict (trial_id, token, epoch) do update
                            set learning_rate = excluded.learning_rate, training_loss = excluded.training_loss,
                                validation_loss = excluded.validation_loss,
                                validation_top1 = excluded.validation_top1,
                                validation_top5 = excluded.validation_top5, seconds = excluded.seconds,
                                images_per_second = excluded.images_per_second)
                        select s.paused, s.median_after is not null as may_end
                        from held join search s on s.id = held.search_id cross join lazily
                        """)
                .param("trial", trial)
                .param("token", token)
                .param("lease", leaseSeconds)
                .param("epoch", epoch.epoch())
                .param("rate", epoch.learningRate())
                .param("loss", epoch.trainingLoss())
                .param("validationLoss", epoch.validation().loss())
                .param("top1", epoch.validation().top1())
                .param("top5", epoch.validation().top5())
                .param("seconds", epoch.seconds())
                .param("speed", epoch.imagesPerSecond())
                .query((row, number) -> row.getBoolean("paused")
                        ? new Stored(Command.RELEASE, false)
                        : new Stored(Command.CONTINUE, row.getBoolean("may_end")))
                .optional()
                .orElse(new Stored(Command.STOP, false));
    }

    /** Result and state change together. @return whether this result is the trial's */
    public boolean result(long trial, long token, TrialResult result) {
        return store(trial, token, result) || isAccepted(trial, token);
    }

    private boolean store(long trial, long token, TrialResult result) {
        SplitMetrics validation = result.validation();
        SplitMetrics test = result.test();
        return jdbc.sql(
                                """
                        with over as (
                            update trial
                            set state = :state, fraction = 1, lease_until = null, ended_at = clock_timestamp()
                            where id = :trial and token = :token and state = 'RUNNING'
                            returning id, candidate_id, rung),
                        history as (
                            update attempt set ended_at = clock_timestamp(), outcome = :state
                            from over where attempt.trial_id = over.id and attempt.token = :token),
                        stored as (
                            insert into trial_result (trial_id, token, diverged, epochs, validation_loss,
                                                      validation_top1, validation_top5, test_loss, test_top1,
                                                      test_top5, images_per_second, waiting_share, latency, peak_memory, seconds,
                                                      provenance)
                            select id, :token, :diverged, :epochs, :loss, :top1, :top5, :testLoss, :testTop1,
                                   :testTop5, :speed, :waiting, :latency, :memory, :seconds, :provenance::jsonb
                            from over),
                        summed as (
                            -- What came of fewer epochs does not count any more. By the row's own columns: another result
                            -- may have changed it since this statement began.
                            update candidate
                            set rung = over.rung,
                                results = 1 + case when candidate.rung = over.rung then results else 0 end,
                                top1_sum = :counted + case when candidate.rung = over.rung then top1_sum else 0 end,
                                mean_top1 = case when candidate.rung = over.rung
                                                 then (top1_sum + :counted) / (results + 1) else :counted end
                            from over where candidate.id = over.candidate_id and candidate.rung <= over.rung)
                        select count(*) from over
                        """)
                        .param("trial", trial)
                        .param("token", token)
                        .param("state", (result.diverged() ? TrialState.DIVERGED : TrialState.DONE).name())
                        .param("diverged", result.diverged())
                        .param("epochs", result.epochs())
                        .param("loss", validation.loss())
                        .param("top1", validation.top1())
                        .param("top5", validation.top5())
                        .param("testLoss", test.loss())
                        .param("testTop1", test.top1())
                        .param("testTop5", test.top5())
                        .param("speed", result.imagesPerSecond())
                        .param("waiting", result.waitingShare(), Types.DOUBLE)
                        .param("latency", result.latency(), Types.DOUBLE)
                        .param("memory", result.peakMemory())
                        .param("seconds", result.seconds())
                        .param("provenance", ProtocolJson.MAPPER.writeValueAsString(result.provenance()))
                        // A diverged training is as wrong as can be, whatever its last epoch said.
                        .param("counted", result.diverged() ? 0.0 : validation.top1())
                        .query(Integer.class)
                        .single()
                == 1;
    }

    /** A result that is delivered again, because the first answer was lost. */
    private boolean isAccepted(long trial, long token) {
        return jdbc.sql("select count(*) from trial_result where trial_id = :trial and token = :token")
                        .param("trial", trial)
                        .param("token", token)
                        .query(Integer.class)
                        .single()
                == 1;
    }
}
