package io.phiscale.search.trial;

import io.phiscale.protocol.json.ProtocolJson;
import io.phiscale.protocol.trainer.EpochMetrics;
import io.phiscale.protocol.trainer.SplitMetrics;
import io.phiscale.protocol.trainer.TrialResult;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What trainings report, stored only while the reporting worker holds the lease. Reports may come twice. */
@Component
public class TrialReports {
    private final JdbcClient jdbc;
    private final TrialQueue queue;

    TrialReports(JdbcClient jdbc, TrialQueue queue) {
        this.jdbc = jdbc;
        this.queue = queue;
    }

    /** @return whether the lease is still this worker's */
    @Transactional
    public boolean epoch(long trial, long token, EpochMetrics epoch) {
        // Also locks the row: a reaper cannot take the trial away between these two statements.
        if (!queue.extend(trial, token, 0)) {
            return false;
        }
        jdbc.sql(
                        """
                        insert into trial_epoch (trial_id, token, epoch, learning_rate, training_loss, validation_loss,
                                                 validation_top1, validation_top5, seconds, images_per_second)
                        values (:trial, :token, :epoch, :rate, :loss, :validationLoss, :top1, :top5, :seconds, :speed)
                        on conflict do nothing
                        """)
                .param("trial", trial)
                .param("token", token)
                .param("epoch", epoch.epoch())
                .param("rate", epoch.learningRate())
                .param("loss", epoch.trainingLoss())
                .param("validationLoss", epoch.validation().loss())
                .param("top1", epoch.validation().top1())
                .param("top5", epoch.validation().top5())
                .param("seconds", epoch.seconds())
                .param("speed", epoch.imagesPerSecond())
                .update();
        return true;
    }

    /** Result and state change together. @return whether this result is the trial's */
    @Transactional
    public boolean result(long trial, long token, TrialResult result) {
        TrialState state = result.diverged() ? TrialState.DIVERGED : TrialState.DONE;
        if (!queue.finish(trial, token, state)) {
            return isAccepted(trial, token);
        }
        insert(trial, token, result);
        queue.endAttempt(trial, token, state.name());
        // Two seeds may finish at once: whoever comes second must see the other's result, and so looks after the lock.
        jdbc.sql(
                        """
                        select id from candidate where id = (select candidate_id from trial where id = :trial)
                        for update
                        """)
                .param("trial", trial)
                .query(Long.class)
                .single();
        // A diverged training is as wrong as can be, whatever its last epoch said.
        jdbc.sql(
                        """
                        update candidate
                        set mean_top1 = (select avg(case when r.diverged then 0 else r.validation_top1 end)
                                         from trial_result r join trial t on t.id = r.trial_id
                                         where t.candidate_id = candidate.id)
                        where id = (select candidate_id from trial where id = :trial)
                        """)
                .param("trial", trial)
                .update();
        return true;
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

    private void insert(long trial, long token, TrialResult result) {
        SplitMetrics validation = result.validation();
        SplitMetrics test = result.test();
        jdbc.sql(
                        """
                        insert into trial_result (trial_id, token, diverged, epochs, validation_loss, validation_top1,
                                                  validation_top5, test_loss, test_top1, test_top5,
                                                  images_per_second, peak_memory, seconds, provenance)
                        values (:trial, :token, :diverged, :epochs, :loss, :top1, :top5, :testLoss, :testTop1,
                                :testTop5, :speed, :memory, :seconds, :provenance::jsonb)
                        """)
                .param("trial", trial)
                .param("token", token)
                .param("diverged", result.diverged())
                .param("epochs", result.epochs())
                .param("loss", validation.loss())
                .param("top1", validation.top1())
                .param("top5", validation.top5())
                .param("testLoss", test.loss())
                .param("testTop1", test.top1())
                .param("testTop5", test.top5())
                .param("speed", result.imagesPerSecond())
                .param("memory", result.peakMemory())
                .param("seconds", result.seconds())
                .param("provenance", ProtocolJson.MAPPER.writeValueAsString(result.provenance()))
                .update();
    }
}
