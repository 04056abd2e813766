package io.phiscale.search.worker;

import io.phiscale.protocol.error.ErrorCode;
import io.phiscale.protocol.trial.Claim;
import io.phiscale.protocol.trial.ClaimRequest;
import io.phiscale.protocol.trial.FailureReport;
import io.phiscale.scaling.validation.InvalidValueException;
import io.phiscale.search.configuration.PhiscaleProperties;
import io.phiscale.search.error.ApiException;
import io.phiscale.search.error.DatabaseAway;
import io.phiscale.search.trial.TrialClaims;
import io.phiscale.search.trial.TrialClaims.Checkpoint;
import io.phiscale.search.trial.TrialClaims.Leased;
import io.phiscale.search.trial.TrialQueue;
import io.phiscale.specification.SpecificationSyntaxException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** From an agent's request to a job under a lease. */
@Component
class Claims {
    private static final Logger LOG = LoggerFactory.getLogger(Claims.class);

    /** Trials that nobody can train are ended as they come up; for longer than this, nobody waits behind them. */
    private static final int MOST_TRIED = 20;

    private final TrialClaims trials;
    private final TrialQueue queue;
    private final Failures failures;
    private final Jobs jobs;
    private final int leaseSeconds;

    Claims(TrialClaims trials, TrialQueue queue, Failures failures, Jobs jobs, PhiscaleProperties properties) {
        this.trials = trials;
        this.queue = queue;
        this.failures = failures;
        this.jobs = jobs;
        this.leaseSeconds = (int) properties.worker().lease().toSeconds();
    }

    Optional<Claim> claim(ClaimRequest request) {
        for (int tried = 0; tried < MOST_TRIED; tried++) {
            Optional<Leased> leased = trials.claim(request);
            Optional<Claim> claim = leased.flatMap(this::claim);
            if (leased.isEmpty() || claim.isPresent()) {
                return claim;
            }
        }
        return Optional.empty();
    }

    /** A claim that its worker cannot be told of. */
    void giveBack(Claim claim) {
        queue.release(claim.trial(), claim.token());
    }

    private Optional<Claim> claim(Leased leased) {
        try {
            return Optional.of(job(leased));
        } catch (ApiException | InvalidValueException | SpecificationSyntaxException hopeless) {
            // Such as a data set that is not configured any more: no worker could train this.
            return fail(leased, ErrorCode.INVALID_VALUE, String.valueOf(hopeless.getMessage()));
        } catch (RuntimeException failure) {
            if (DatabaseAway.isWhy(failure)) {
                // Nobody will hear of this lease.
                giveBack(leased, failure);
                throw failure;
            }
            // Such as a plan that another version stored: this trial's trouble alone, and perhaps not for long.
            LOG.error("trial {} cannot be given to anybody", leased.trial(), failure);
            return fail(
                    leased,
                    ErrorCode.JOB_UNREADABLE,
                    "what was stored of search %d cannot be read; the coordinator's log says why"
                            .formatted(leased.search()));
        }
    }

    /** Where that fails too, the lease ends by itself. */
    private void giveBack(Leased leased, RuntimeException because) {
        try {
            queue.release(leased.trial(), leased.token());
        } catch (RuntimeException alsoAway) {
            because.addSuppressed(alsoAway);
        }
    }

    private Optional<Claim> fail(Leased leased, ErrorCode code, String message) {
        failures.report(leased.trial(), new FailureReport(leased.token(), code, message, ""));
        return Optional.empty();
    }

    private Claim job(Leased leased) {
        Checkpoint checkpoint = leased.checkpoint();
        if (checkpoint != null) {
            trials.inheritEpochs(leased.trial(), leased.token(), checkpoint);
        }
        return new Claim(
                leased.trial(),
                leased.token(),
                leased.engine(),
                jobs.of(leased),
                leaseSeconds,
                checkpoint == null ? null : checkpoint.reference());
    }
}
