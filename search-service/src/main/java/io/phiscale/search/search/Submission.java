package io.phiscale.search.search;

import io.phiscale.analysis.budget.Budget;
import io.phiscale.protocol.engine.Platform;
import io.phiscale.protocol.json.ProtocolJson;
import io.phiscale.scaling.candidate.Candidate;
import io.phiscale.scaling.candidate.CandidateSet;
import io.phiscale.search.candidate.CandidateWriter;
import io.phiscale.search.trial.TrialQueue;
import io.phiscale.specification.SearchPlan;
import java.util.List;
import java.util.Objects;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** What must happen together or not at all. */
@Component
class Submission {
    private final SearchRepository repository;
    private final CandidateWriter candidates;
    private final TrialQueue queue;
    private final SearchTransitions transitions;
    private final TransactionOperations transaction;

    Submission(
            SearchRepository repository,
            CandidateWriter candidates,
            TrialQueue queue,
            SearchTransitions transitions,
            TransactionOperations transaction) {
        this.repository = repository;
        this.candidates = candidates;
        this.queue = queue;
        this.transitions = transitions;
        this.transaction = transaction;
    }

    long store(String text, PlannedSearch planned) {
        long id = insert(text, planned);
        candidates.analyze(planned.candidates().candidates().size());
        return id;
    }

    private long insert(String text, PlannedSearch planned) {
        SearchPlan plan = planned.plan();
        CandidateSet set = planned.candidates();
        return Objects.requireNonNull(transaction.execute(status -> {
            SearchEntity search = new SearchEntity();
            search.name = plan.specification().name();
            search.state = SearchState.QUEUED;
            search.specification = text;
            search.baseline =
                    ProtocolJson.MAPPER.writeValueAsString(plan.scaler().baseline());
            search.plan = PlanJson.MAPPER.writeValueAsString(plan);
            search.dataset = plan.data().name();
            Platform platform = plan.platform();
            search.engine = platform.engine();
            search.device = platform.device().id();
            search.precision = platform.numerics().precision().id();
            search.deterministic = platform.numerics().deterministic();
            search.labels = plan.specification().labels();
            Budget budget = plan.specification().budget();
            search.medianAfter = budget.medianAfter();
            search.lastRung = budget.rungs().last();
            search.expectedWork = expectedWork(budget, set);
            search.follows = plan.specification().follows();
            search.coefficients = set.coefficients();
            search.warnings = planned.warnings();
            long id = Objects.requireNonNull(repository.saveAndFlush(search).id);
            candidates.insert(id, set.candidates(), plan.recipe().batchSize());
            candidates.insertControls(
                    id, plan.controls(), set.candidates(), plan.recipe().batchSize());
            queue.enqueue(id, budget.seeds(), budget.rungs().epochs().get(0));
            queue.enqueueControls(
                    id,
                    budget.seeds(),
                    budget.rungs().last(),
                    budget.rungs().epochs().get(budget.rungs().last()));
            return id;
        }));
    }

    /** Multiply-adds for one image times epochs; whoever is promoted costs what all do on average. */
    private static double expectedWork(Budget budget, CandidateSet set) {
        List<Candidate> candidates = set.candidates();
        double mean = candidates.stream()
                .mapToLong(candidate -> candidate.cost().multiplyAdds())
                .average()
                .orElse(0);
        return mean * budget.least(candidates.size()).epochs();
    }

    /** @return whether it was over, and is gone now with everything that belongs to it */
    boolean remove(long id) {
        return Objects.requireNonNull(transaction.execute(status -> {
            // Nobody may try it again meanwhile.
            boolean over = transitions.lock(id).map(SearchState::isOver).orElse(false);
            if (over) {
                transitions.remove(id);
            }
            return over;
        }));
    }

    /** @return how many failed trials were queued again; none where the search was cancelled or nothing failed */
    int retry(long id) {
        return Objects.requireNonNull(transaction.execute(status -> {
            // The search first: its completion must not look at its trials meanwhile.
            SearchState state = transitions.lock(id).orElse(SearchState.CANCELLED);
            int queued = state == SearchState.CANCELLED ? 0 : queue.retryFailed(id);
            if (queued > 0 && state.isOver()) {
                transitions.reopen(id);
            }
            return queued;
        }));
    }

    void prioritize(long id, int priority) {
        transitions.prioritize(id, priority);
    }

    /** @return whether it was on its way and not paused */
    boolean pause(long id) {
        return transitions.pause(id);
    }

    /** @return whether it was paused */
    boolean resume(long id) {
        return transitions.resume(id);
    }

    boolean cancel(long id) {
        return Objects.requireNonNull(transaction.execute(status -> {
            // Trials before the search, in the order in which a claim locks them.
            queue.cancel(id);
            boolean moved = transitions.move(id, SearchState.CANCELLED);
            if (moved) {
                // And those that were queued again meanwhile: now that this holds the search, nobody can do so.
                queue.cancel(id);
            } else {
                status.setRollbackOnly();
            }
            return moved;
        }));
    }
}
