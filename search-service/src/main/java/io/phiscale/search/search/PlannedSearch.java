package io.phiscale.search.search;

import io.phiscale.scaling.candidate.CandidateSet;
import io.phiscale.specification.SearchPlan;

/** A search with nothing left open, and what it would train. */
public record PlannedSearch(SearchPlan plan, CandidateSet candidates) {}
