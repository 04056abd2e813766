package io.phiscale.search.worker;

import io.phiscale.protocol.error.ErrorCode;
import io.phiscale.protocol.trainer.TrainingJob;
import io.phiscale.protocol.trial.Claim;
import io.phiscale.protocol.trial.ClaimRequest;
import io.phiscale.scaling.validation.InvalidValueException;
import io.phiscale.search.candidate.Candidates;
import io.phiscale.search.configuration.PhiscaleProperties;
import io.phiscale.search.error.ApiException;
import io.phiscale.search.search.SearchState;
import io.phiscale.search.search.SearchTransitions;
import io.phiscale.search.search.Searches;
import io.phiscale.search.trial.TrialQueue;
import io.phiscale.search.trial.TrialQueue.Leased;
import io.phiscale.specification.SearchPlan;
import io.phiscale.specification.SpecificationSyntaxException;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Turns a leased trial into a job. */
@Component
class Claims {
    private final TrialQueue queue;
    private final Searches searches;
    private final SearchTransitions transitions;
    private final Candidates candidates;
    private final PhiscaleProperties.Worker settings;

    Claims(
            TrialQueue queue,
            Searches searches,
            SearchTransitions transitions,
            Candidates candidates,
            PhiscaleProperties properties) {
        this.queue = queue;
        this.searches = searches;
        this.transitions = transitions;
        this.candidates = candidates;
        this.settings = properties.worker();
    }

    Optional<Claim> claim(ClaimRequest request) {
        return queue.claim(request).flatMap(this::claim);
    }

    private Optional<Claim> claim(Leased leased) {
        try {
            transitions.move(leased.search(), SearchState.RUNNING);
            return Optional.of(job(leased));
        } catch (ApiException | InvalidValueException | SpecificationSyntaxException hopeless) {
            // Such as a data set that is not configured any more: no worker could train this.
            queue.fail(
                    leased.trial(), leased.token(), ErrorCode.INVALID_VALUE, String.valueOf(hopeless.getMessage()), "");
            return Optional.empty();
        } catch (RuntimeException unexpected) {
            // Nobody will hear of this lease.
            queue.release(leased.trial(), leased.token());
            throw unexpected;
        }
    }

    private Claim job(Leased leased) {
        SearchPlan plan = searches.plan(leased.search());
        Candidates.Network network = candidates.network(leased.candidate());
        TrainingJob job = new TrainingJob(
                network.architecture(), plan.recipe(), plan.data(), leased.seed(), network.parameters(), 1);
        return new Claim(
                leased.trial(),
                leased.token(),
                leased.engine(),
                job,
                (int) settings.lease().toSeconds(),
                null);
    }
}
