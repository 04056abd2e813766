package io.phiscale.search.export;

import io.phiscale.scaling.architecture.Cost;
import io.phiscale.scaling.candidate.Candidate;
import io.phiscale.scaling.coefficient.Coefficients;
import io.phiscale.scaling.selection.Measurement;
import io.phiscale.scaling.selection.Ranked;
import io.phiscale.scaling.selection.Selection;
import io.phiscale.search.candidate.CandidateView.Alias;
import io.phiscale.search.trial.TrialView;
import io.phiscale.specification.SearchSpecification;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A candidate in the ranking.
 *
 * @param place from 1, the best
 * @param costRatio realised multiply-adds over the baseline's
 * @param top1 mean validation top-1 over seeds
 * @param deviation of these, over seeds; null for a single one
 * @param score by the search's objective
 */
record Place(
        int place,
        String fingerprint,
        List<Alias> aliases,
        Cost cost,
        double costRatio,
        double top1,
        @Nullable Double deviation,
        double score,
        List<SeedResult> seeds) {

    /**
     * @param top1 on the validation split; 0 where training diverged, which is as wrong as can be
     * @param testTop1 on the test split, which takes no part in the ranking; null where training diverged
     */
    record SeedResult(long trial, long seed, boolean diverged, double top1, @Nullable Double testTop1) {

        static SeedResult of(TrialView trial, TrialView.Result result) {
            boolean diverged = result.diverged();
            return new SeedResult(
                    trial.id(),
                    trial.seed(),
                    diverged,
                    diverged ? 0 : result.validation().top1(),
                    diverged ? null : result.test().top1());
        }
    }

    /** All candidates that have a result, from best to worst, by the rule that selects. */
    static List<Place> ranking(
            Map<Long, Candidate> candidates, List<TrialView> measured, SearchSpecification specification) {
        Map<String, List<SeedResult>> seeds = new HashMap<>();
        for (TrialView trial : measured) {
            TrialView.Result result = trial.result();
            if (result != null) {
                seeds.computeIfAbsent(trial.fingerprint(), fingerprint -> new ArrayList<>())
                        .add(SeedResult.of(trial, result));
            }
        }
        if (seeds.isEmpty()) {
            return List.of();
        }
        List<Measurement> measurements = candidates.values().stream()
                .filter(candidate -> seeds.containsKey(candidate.fingerprint()))
                .map(candidate -> new Measurement(candidate, top1(seeds, candidate)))
                .toList();
        List<Place> places = new ArrayList<>();
        for (Ranked ranked : Selection.select(measurements, specification.objective(), specification.strategy())
                .ranking()) {
            places.add(of(places.size() + 1, ranked, results(seeds, ranked.candidate())));
        }
        return List.copyOf(places);
    }

    static List<Alias> aliases(List<Coefficients> coefficients) {
        return coefficients.stream()
                .map(one -> new Alias(one.alpha(), one.beta(), one.gamma(), one.product()))
                .toList();
    }

    private static Place of(int place, Ranked ranked, List<SeedResult> seeds) {
        Candidate candidate = ranked.candidate();
        return new Place(
                place,
                candidate.fingerprint(),
                aliases(candidate.aliases()),
                candidate.cost(),
                candidate.costRatio(),
                ranked.mean(),
                Double.isNaN(ranked.deviation()) ? null : ranked.deviation(),
                ranked.score(),
                seeds);
    }

    private static List<Double> top1(Map<String, List<SeedResult>> seeds, Candidate candidate) {
        return results(seeds, candidate).stream().map(SeedResult::top1).toList();
    }

    private static List<SeedResult> results(Map<String, List<SeedResult>> seeds, Candidate candidate) {
        return seeds.getOrDefault(candidate.fingerprint(), List.of());
    }
}
