package io.phiscale.search.export;

import io.phiscale.protocol.dataset.DataSelection;
import io.phiscale.protocol.trainer.SplitMetrics;
import io.phiscale.scaling.baseline.Baseline;
import io.phiscale.scaling.baseline.BuiltInBaselines;
import io.phiscale.scaling.candidate.Candidate;
import io.phiscale.scaling.candidate.CandidateSet;
import io.phiscale.scaling.candidate.Simplex;
import io.phiscale.scaling.coefficient.Coefficients;
import io.phiscale.scaling.coefficient.Rounding;
import io.phiscale.scaling.coefficient.Scaler;
import io.phiscale.scaling.ladder.Ladder;
import io.phiscale.search.search.SearchProgress;
import io.phiscale.search.search.SearchState;
import io.phiscale.search.search.SearchView;
import io.phiscale.search.selection.LadderView;
import io.phiscale.search.selection.SelectionView;
import io.phiscale.search.selection.SelectionView.Interval;
import io.phiscale.search.selection.SelectionView.Intervals;
import io.phiscale.search.trial.TrialState;
import io.phiscale.search.trial.TrialView;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Three candidates of mbconv-nano with two seeds each, as they would lie in the database. */
final class ExampleSearch {
    static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");
    static final String SPECIFICATION =
            """
            # mine
            name: example
            baseline: mbconv-nano
            strategy: {kind: simplex, divisions: 1}
            rounding: {resolutionMultiple: 4}
            dataset: {name: shapes, trainingImages: 128, validationImages: 64}
            seeds: [1, 2]
            """;

    private static final Baseline BASELINE = BuiltInBaselines.MBCONV_NANO.forImages(1, 4);
    private static final Scaler SCALER = new Scaler(BASELINE, Rounding.withResolutionMultiple(4));
    static final List<Candidate> CANDIDATES =
            CandidateSet.enumerate(SCALER, new Simplex(1, 2, 1)).candidates();
    static final Coefficients CHOSEN = CANDIDATES.get(0).aliases().get(0);

    private ExampleSearch() {}

    static SearchRecords done() {
        Candidate winner = CANDIDATES.get(0);
        SelectionView selection = new SelectionView(
                1, winner.fingerprint(), CHOSEN, intervals(), true, "It leads.", Instant.parse("2026-03-04T05:00:00Z"));
        List<LadderView.Model> models = Ladder.powers(SCALER, CHOSEN, List.of(1.0, 1.5)).stream()
                .map(model -> new LadderView.Model(
                        model.name(),
                        model.phi(),
                        model.architecture().resolution(),
                        model.architecture().blocks().size(),
                        model.architecture().headChannels(),
                        model.architecture().fingerprint(),
                        model.cost(),
                        model.architecture()))
                .toList();
        return new SearchRecords(
                view(SearchState.DONE),
                SPECIFICATION,
                BASELINE,
                new DataSelection("shapes", 128, 64, 0),
                candidates(),
                List.of(
                        measured(11, 1, 1, 0.7),
                        measured(12, 1, 2, 0.8),
                        measured(13, 2, 1, 0.9),
                        diverged(14, 2, 2),
                        measured(15, 3, 1, 0.2),
                        measured(16, 3, 2, 0.3)),
                selection,
                new LadderView(CHOSEN, models));
    }

    static SearchRecords running() {
        return new SearchRecords(
                view(SearchState.RUNNING),
                SPECIFICATION,
                BASELINE,
                null,
                candidates(),
                List.of(measured(11, 1, 1, 0.7)),
                null,
                null);
    }

    static TrialView measured(long trial, int candidate, long seed, double top1) {
        return trial(trial, candidate, seed, TrialState.DONE, result(false, new SplitMetrics(0.5, top1, 1)));
    }

    static TrialView diverged(long trial, int candidate, long seed) {
        return trial(trial, candidate, seed, TrialState.DIVERGED, result(true, new SplitMetrics(Double.NaN, 0.4, 1)));
    }

    private static TrialView.Result result(boolean diverged, SplitMetrics metrics) {
        Map<String, String> provenance =
                Map.of("engine", "dl4j", "seed", "1", "machine", diverged ? "Linux arm64" : "Linux amd64");
        return new TrialView.Result(diverged, 5, metrics, metrics, 250, 1 << 20, 12.5, provenance);
    }

    private static TrialView trial(long trial, int candidate, long seed, TrialState state, TrialView.Result result) {
        String fingerprint = CANDIDATES.get(candidate - 1).fingerprint();
        double top1 = result.validation().top1();
        return new TrialView(
                trial, 3, candidate, fingerprint, "label", seed, 0, state, 1, 1, "one", top1, result, null, null, NOW);
    }

    private static Map<Long, Candidate> candidates() {
        Map<Long, Candidate> byId = new LinkedHashMap<>();
        for (int index = 0; index < CANDIDATES.size(); index++) {
            byId.put(index + 1L, CANDIDATES.get(index));
        }
        return byId;
    }

    private static Intervals intervals() {
        return new Intervals(
                new Interval(CHOSEN.alpha(), CHOSEN.alpha()),
                new Interval(CHOSEN.beta(), CHOSEN.beta()),
                new Interval(CHOSEN.gamma(), CHOSEN.gamma()));
    }

    private static SearchView view(SearchState state) {
        return new SearchView(
                3,
                "example",
                state,
                "mbconv-nano",
                "shapes",
                "dl4j",
                3,
                CANDIDATES.size(),
                NOW,
                NOW,
                null,
                new SearchProgress(1, 6, 0, 0, 6, null),
                0.9,
                List.of(),
                null);
    }
}
