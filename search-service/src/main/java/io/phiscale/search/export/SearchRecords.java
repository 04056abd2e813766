package io.phiscale.search.export;

import io.phiscale.protocol.dataset.DataSelection;
import io.phiscale.scaling.baseline.Baseline;
import io.phiscale.scaling.candidate.Candidate;
import io.phiscale.search.search.SearchView;
import io.phiscale.search.selection.LadderView;
import io.phiscale.search.selection.SelectionView;
import io.phiscale.search.trial.TrialView;
import io.phiscale.specification.SearchSpecification;
import io.phiscale.specification.SpecificationReader;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is stored about a search.
 *
 * @param submitted the specification as it came
 * @param data null where the data set is not configured any more
 * @param candidates by their ids
 * @param measured trials that have a result
 */
record SearchRecords(
        SearchView search,
        String submitted,
        Baseline baseline,
        @Nullable DataSelection data,
        Map<Long, Candidate> candidates,
        List<TrialView> measured,
        @Nullable SelectionView selection,
        @Nullable LadderView ladder) {

    SearchSpecification specification() {
        return SpecificationReader.readSearch(submitted);
    }
}
