package io.phiscale.search.export;

import io.phiscale.scaling.architecture.Architecture;
import io.phiscale.scaling.architecture.Cost;
import io.phiscale.scaling.candidate.Candidate;
import io.phiscale.scaling.coefficient.Coefficients;
import io.phiscale.scaling.coefficient.ScalingFactors;
import io.phiscale.search.candidate.CandidateView.Alias;
import io.phiscale.search.search.SearchView;
import io.phiscale.search.selection.LadderView;
import io.phiscale.search.selection.SelectionView;
import io.phiscale.search.selection.SelectionView.Intervals;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * All that somebody needs to use, judge and repeat a search, in one document.
 *
 * @param format of this document; a reader that knows it may rely on every name in it
 * @param missing what this document would hold if the search were done, and why it does not
 * @param provenance of all results: distinct values by what they describe
 * @param specification as it was submitted
 */
record SearchExport(
        String format,
        Instant exportedAt,
        List<String> missing,
        SearchView search,
        Question question,
        @Nullable Choice selection,
        List<Place> ranking,
        @Nullable Family ladder,
        SortedMap<String, List<String>> provenance,
        String specification) {
    private static final String FORMAT = "phiscale-search-1";
    /** Differ from trial to trial, and stand in the ranking. */
    private static final Set<String> OF_ONE_TRIAL = Set.of("seed", "architecture");

    /** @param aliases all coefficients that build the chosen network */
    record Choice(
            Coefficients coefficients,
            double product,
            Intervals intervals,
            List<Alias> aliases,
            boolean separated,
            String explanation,
            String fingerprint,
            Cost cost,
            double costRatio,
            Architecture architecture,
            Instant selectedAt) {

        static Choice of(SelectionView selection, Candidate winner) {
            return new Choice(
                    selection.coefficients(),
                    selection.coefficients().product(),
                    selection.intervals(),
                    Place.aliases(winner.aliases()),
                    selection.separated(),
                    selection.explanation(),
                    selection.fingerprint(),
                    winner.cost(),
                    winner.costRatio(),
                    winner.architecture(),
                    selection.selectedAt());
        }
    }

    record Family(Coefficients coefficients, List<Model> models) {

        static Family of(LadderView ladder) {
            Coefficients coefficients = ladder.coefficients();
            return new Family(
                    coefficients,
                    ladder.models().stream()
                            .map(model -> new Model(
                                    model.name(),
                                    model.phi(),
                                    coefficients.at(model.phi()),
                                    model.fingerprint(),
                                    model.cost(),
                                    model.architecture()))
                            .toList());
        }
    }

    record Model(
            String name,
            double phi,
            ScalingFactors factors,
            String fingerprint,
            Cost cost,
            Architecture architecture) {}

    static SearchExport of(SearchRecords records, Instant now) {
        SelectionView selection = records.selection();
        LadderView ladder = records.ladder();
        List<Place> ranking = Place.ranking(records.candidates(), records.measured(), records.specification());
        return new SearchExport(
                FORMAT,
                now,
                missing(records, ranking.size()),
                records.search(),
                Question.of(records),
                selection == null
                        ? null
                        : Choice.of(
                                selection,
                                Objects.requireNonNull(records.candidates().get(selection.candidate()))),
                ranking,
                ladder == null ? null : Family.of(ladder),
                provenance(records),
                records.submitted());
    }

    private static List<String> missing(SearchRecords records, int measured) {
        SearchView search = records.search();
        String why = "the search is " + search.state() + (search.error() == null ? "" : ": " + search.error());
        List<String> missing = new ArrayList<>();
        if (records.selection() == null) {
            missing.add("selection: " + why);
        }
        if (records.ladder() == null) {
            missing.add("ladder: " + why);
        }
        int candidates = records.candidates().size();
        if (measured < candidates) {
            missing.add("ranking: %d of %d candidates have no result".formatted(candidates - measured, candidates));
        }
        if (records.data() == null) {
            missing.add("question.data: data set %s is not configured any more".formatted(search.dataset()));
        }
        return List.copyOf(missing);
    }

    private static SortedMap<String, List<String>> provenance(SearchRecords records) {
        SortedMap<String, List<String>> distinct = new TreeMap<>();
        records.measured().stream()
                .map(trial -> trial.result() == null
                        ? Map.<String, String>of()
                        : trial.result().provenance())
                .flatMap(facts -> facts.entrySet().stream())
                .filter(fact -> !OF_ONE_TRIAL.contains(fact.getKey()))
                .distinct()
                .sorted(Map.Entry.comparingByValue())
                .forEach(fact -> distinct.computeIfAbsent(fact.getKey(), key -> new ArrayList<>())
                        .add(fact.getValue()));
        return distinct;
    }
}
