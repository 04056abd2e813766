package io.phiscale.search.search;

import io.phiscale.scaling.candidate.CandidateSet;
import io.phiscale.specification.SearchPlan;
import java.util.List;

/**
 * A search with nothing left open, and what it would train.
 *
 * @param warnings for its user
 */
public record PlannedSearch(SearchPlan plan, CandidateSet candidates, List<String> warnings) {
    public PlannedSearch {
        warnings = List.copyOf(warnings);
    }
}
