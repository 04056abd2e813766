package io.phiscale.search.background;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.helper.Tasks.RecurringTaskBuilder;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import io.phiscale.search.artifact.Checkpoints;
import io.phiscale.search.selection.CompletionRun;
import io.phiscale.search.trial.LeaseReaper;
import io.phiscale.search.worker.Shrinking;
import io.phiscale.search.worker.Workers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What runs by itself. Each task looks at what is stored, so that a run that is lost is made up for by the next. */
@Configuration(proxyBeanMethods = false)
class BackgroundWork {
    private static final Logger LOG = LoggerFactory.getLogger(BackgroundWork.class);

    @Bean
    RecurringTask<Void> reapLeases(LeaseReaper reaper) {
        // Nobody is to wait for a dead worker much longer than its lease.
        return every("reap-leases", FixedDelay.ofSeconds(1)).execute((instance, context) -> {
            int reaped = reaper.reap();
            if (reaped > 0) {
                LOG.warn("{} trials were taken back from workers that nothing was heard of", reaped);
            }
        });
    }

    @Bean
    RecurringTask<Void> endOverruns(LeaseReaper reaper) {
        return every("end-overruns", FixedDelay.ofSeconds(30)).execute((instance, context) -> {
            int late = reaper.endOverruns();
            if (late > 0) {
                LOG.warn("{} attempts were ended because they took too long", late);
            }
        });
    }

    @Bean
    RecurringTask<Void> shrinkTrials(Shrinking shrinking) {
        return every("shrink-trials", FixedDelay.ofSeconds(30)).execute((instance, context) -> shrinking.run());
    }

    @Bean
    RecurringTask<Void> sweepArtifacts(Checkpoints checkpoints) {
        return every("sweep-artifacts", FixedDelay.ofSeconds(5)).execute((instance, context) -> {
            int removed;
            do {
                removed = checkpoints.sweep();
            } while (removed > 0);
        });
    }

    @Bean
    RecurringTask<Void> forgetWorkers(Workers workers) {
        return every("forget-workers", FixedDelay.ofHours(1)).execute((instance, context) -> workers.forgetLongGone());
    }

    @Bean
    RecurringTask<Void> completeSearches(CompletionRun completion) {
        return every("complete-searches", FixedDelay.ofSeconds(1)).execute((instance, context) -> completion.run());
    }

    private static RecurringTaskBuilder<Void> every(String name, FixedDelay pause) {
        // A run whose coordinator died is made up for at once, by the scheduler's clock. Left alone, db-scheduler would
        // take that of whichever machine finds out: where it is an hour fast, nobody would do the task for an hour.
        return Tasks.recurring(name, pause)
                .onDeadExecution((dead, operations) -> operations.reschedule(dead, dead.getTimeDone()));
    }
}
