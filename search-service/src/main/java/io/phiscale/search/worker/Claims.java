package io.phiscale.search.worker;

import io.phiscale.protocol.error.ErrorCode;
import io.phiscale.protocol.trial.Claim;
import io.phiscale.protocol.trial.ClaimRequest;
import io.phiscale.protocol.trial.FailureReport;
import io.phiscale.scaling.validation.InvalidValueException;
import io.phiscale.search.configuration.PhiscaleProperties;
import io.phiscale.search.error.ApiException;
import io.phiscale.search.trial.TrialClaims;
import io.phiscale.search.trial.TrialClaims.Checkpoint;
import io.phiscale.search.trial.TrialClaims.Leased;
import io.phiscale.search.trial.TrialQueue;
import io.phiscale.specification.SpecificationSyntaxException;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** From an agent's request to a job under a lease. */
@Component
class Claims {
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
        return trials.claim(request).flatMap(this::claim);
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
            String message = String.valueOf(hopeless.getMessage());
            failures.report(leased.trial(), new FailureReport(leased.token(), ErrorCode.INVALID_VALUE, message, ""));
            return Optional.empty();
        } catch (RuntimeException unexpected) {
            // Nobody will hear of this lease.
            queue.release(leased.trial(), leased.token());
            throw unexpected;
        }
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
