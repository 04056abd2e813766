package io.phiscale.search.export;

import io.phiscale.protocol.dataset.DataSelection;
import io.phiscale.scaling.candidate.Candidate;
import io.phiscale.search.candidate.Candidates;
import io.phiscale.search.catalog.DataSets;
import io.phiscale.search.search.Searches;
import io.phiscale.search.selection.Answers;
import io.phiscale.search.trial.Trials;
import io.phiscale.specification.SearchSpecification;
import io.phiscale.specification.SpecificationReader;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Gathers what is stored about a search, in whatever state it is. */
@Component
class SearchArchive {
    private final Searches searches;
    private final DataSets dataSets;
    private final Candidates candidates;
    private final Trials trials;
    private final Answers answers;

    SearchArchive(Searches searches, DataSets dataSets, Candidates candidates, Trials trials, Answers answers) {
        this.searches = searches;
        this.dataSets = dataSets;
        this.candidates = candidates;
        this.trials = trials;
        this.answers = answers;
    }

    SearchRecords records(long search) {
        String submitted = searches.specification(search);
        Map<Long, Candidate> all = new LinkedHashMap<>();
        candidates.all(search).forEach(entry -> all.put(entry.getKey(), entry.getValue()));
        return new SearchRecords(
                searches.get(search),
                submitted,
                searches.baseline(search),
                data(SpecificationReader.readSearch(submitted)),
                all,
                trials.finished(search),
                answers.findSelection(search).orElse(null),
                answers.findLadder(search).orElse(null));
    }

    /** A data set that has left the configuration must not keep anybody from what was measured on it. */
    private @Nullable DataSelection data(SearchSpecification specification) {
        return dataSets.all().stream()
                .filter(facts -> facts.name().equals(specification.data().name()))
                .findFirst()
                .map(facts -> specification.plan(facts).data())
                .orElse(null);
    }
}
