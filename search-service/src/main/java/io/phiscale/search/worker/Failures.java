package io.phiscale.search.worker;

import io.phiscale.protocol.error.ErrorCode;
import io.phiscale.protocol.trial.FailureReport;
import io.phiscale.search.configuration.PhiscaleProperties;
import io.phiscale.search.search.Searches;
import io.phiscale.search.trial.TrialFailures;
import io.phiscale.search.trial.TrialFailures.Held;
import io.phiscale.search.trial.TrialFailures.Need;
import io.phiscale.search.trial.TrialFailures.Next;
import io.phiscale.search.trial.TrialState;
import io.phiscale.specification.SearchPlan;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Decides what becomes of a trial that failed, and of the worker that it failed on. */
@Component
class Failures {
    private final TrialFailures failures;
    private final Workers workers;
    private final Searches searches;
    private final MicroBatches microBatches;
    private final PhiscaleProperties.Worker settings;

    Failures(
            TrialFailures failures,
            Workers workers,
            Searches searches,
            MicroBatches microBatches,
            PhiscaleProperties properties) {
        this.failures = failures;
        this.workers = workers;
        this.searches = searches;
        this.microBatches = microBatches;
        this.settings = properties.worker();
    }

    /** @return whether the lease was still the reporting worker's */
    @Transactional
    public boolean report(long trial, FailureReport report) {
        Optional<Held> locked = failures.lock(trial, report.token());
        locked.ifPresent(held -> {
            failures.end(held, report, next(held, report));
            if (report.code().blamesWorker()) {
                workers.putAsideAfterFailures(held.worker());
            }
        });
        return locked.isPresent();
    }

    private Next next(Held held, FailureReport report) {
        if (report.code() == ErrorCode.OUT_OF_MEMORY) {
            return afterOutOfMemory(held);
        }
        TrialState state = TrialState.afterFailure(report.code(), held.attempts(), settings.attempts());
        return new Next(state, held.attempts(), held.need(), report.message());
    }

    /**
     * Its estimate was too low: it needs more, half as much again by default, on a worker that has it, or else in smaller
     * parts. That, and no number of attempts, is what ends this.
     */
    private Next afterOutOfMemory(Held held) {
        SearchPlan plan = searches.plan(held.search());
        long offered = workers.mostMemory(plan.platform(), plan.specification().labels());
        Need need = new Need(
                (long) (held.need().memory() * settings.memoryFactor()),
                held.need().microBatches());
        Need smallest = microBatches.fit(held.candidate(), plan, need, offered);
        if (smallest.memory() <= offered) {
            String error =
                    "worker %s ran out of memory: tried again in %s".formatted(held.worker(), smallest.inWords());
            return new Next(TrialState.QUEUED, held.attempts() - 1, smallest, error);
        }
        String split = smallest.microBatches() == need.microBatches() ? "" : ", or " + smallest.inWords();
        String error = "out of memory: it needs about %s%s; the largest worker has %s"
                .formatted(Need.mebibytes(need.memory()), split, Need.mebibytes(offered));
        return new Next(TrialState.FAILED, held.attempts(), held.need(), error);
    }
}
