package io.phiscale.search.report;

import io.phiscale.search.candidate.CandidateView;
import io.phiscale.search.followup.FollowUpView;
import io.phiscale.search.search.SearchView;
import io.phiscale.search.selection.LadderView;
import io.phiscale.search.selection.SelectionView;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All that a search came to, for somebody who was not there.
 *
 * @param answer in two sentences; empty while there is none
 * @param tested what the chosen network came to on test images, in a sentence; empty where that is not known
 * @param selection null while there is none, as the ladder
 * @param candidates the best first, controls last; at most so many that a browser copes
 * @param further candidates that are not among these
 * @param effort what was trained, and what it would have taken without rungs, in a sentence
 * @param untried what the search did not look at
 * @param followUps searches that began with the answer of this one
 * @param provenance what the trainings rest on: every value that any of them gave, by its name
 * @param specification with every value written out, to run it again
 * @param drawings what is to be drawn
 */
public record Report(
        SearchView search,
        String question,
        List<String> answer,
        String tested,
        @Nullable SelectionView selection,
        @Nullable LadderView ladder,
        List<CandidateView> candidates,
        long further,
        String effort,
        List<String> untried,
        List<FollowUpView> followUps,
        Map<String, List<String>> provenance,
        String specification,
        Drawings drawings) {}
