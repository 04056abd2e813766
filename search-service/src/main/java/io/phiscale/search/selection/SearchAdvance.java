package io.phiscale.search.selection;

import io.phiscale.search.scheduling.SearchScheduling;
import io.phiscale.search.search.Searches;
import io.phiscale.specification.SearchPlan;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Takes a search one step further: queues what it trains next, or ends it where there is nothing left. It looks at what is
 * stored and at nothing else, so that whatever coordinator dies in between, the next one finds the same work.
 */
@Component
public class SearchAdvance {
    private final Measured measured;
    private final Searches searches;
    private final SearchScheduling scheduling;
    private final SearchCompletion completion;

    SearchAdvance(Measured measured, Searches searches, SearchScheduling scheduling, SearchCompletion completion) {
        this.measured = measured;
        this.searches = searches;
        this.scheduling = scheduling;
        this.completion = completion;
    }

    /** Does nothing where another coordinator is at it, or has been. */
    @Transactional
    public void advance(long search) {
        if (!measured.lock(search)) {
            return;
        }
        if (measured.isOver(search) && measured.successes(search) == 0) {
            // Whatever the plan says, and though it may be that nobody can read it.
            completion.failWithoutResult(search);
        } else {
            SearchPlan plan = searches.plan(search);
            if (scheduling.queueNext(search, plan)) {
                completion.complete(search, plan);
            }
        }
    }

    /** Ends a search that cannot be completed, and never will be. */
    @Transactional
    public void giveUp(long search, String why) {
        if (measured.lock(search) && measured.isOver(search)) {
            completion.giveUp(search, why);
        }
    }
}
