package io.phiscale.search.selection;

import io.phiscale.analysis.agreement.RankAgreement;
import io.phiscale.analysis.agreement.RankAgreement.Pair;
import io.phiscale.analysis.budget.Budget;
import io.phiscale.analysis.selection.Measurement;
import io.phiscale.analysis.selection.Ranked;
import io.phiscale.analysis.selection.Ranking;
import io.phiscale.analysis.selection.Selection;
import io.phiscale.scaling.candidate.Candidate;
import io.phiscale.scaling.candidate.Shares;
import io.phiscale.search.candidate.Candidates;
import io.phiscale.search.scheduling.CostRatios;
import io.phiscale.search.scheduling.SearchScheduling;
import io.phiscale.search.training.Training;
import io.phiscale.search.training.Trainings;
import io.phiscale.specification.SearchPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** The candidates of a search in the order of its objective. */
@Component
public class Rankings {
    private final Trainings trainings;
    private final Candidates candidates;
    private final SearchScheduling scheduling;
    private final CostRatios ratios;

    Rankings(Trainings trainings, Candidates candidates, SearchScheduling scheduling, CostRatios ratios) {
        this.trainings = trainings;
        this.candidates = candidates;
        this.scheduling = scheduling;
        this.ratios = ratios;
    }

    /** The best first; empty where no trial has a result. */
    public List<Ranked> of(long search, SearchPlan plan) {
        List<Measurement> measurements = measurements(search, plan);
        return measurements.isEmpty() ? List.of() : ranking(measurements, plan).ranked();
    }

    private static Ranking ranking(List<Measurement> measurements, SearchPlan plan) {
        return Ranking.of(
                measurements,
                plan.specification().objective(),
                plan.specification().budget().confidenceOfALook());
    }

    Selection select(long search, List<Measurement> measurements, SearchPlan plan) {
        return Selection.of(
                ranking(measurements, plan),
                scheduling.observations(search, plan),
                plan.specification().rule(),
                plan.specification().coefficients(),
                plan.specification().objective(),
                plan.specification().strategy(),
                plan.specification().budget().confidence());
    }

    /** Of all candidates that have a result, at the highest rung that they have one of. */
    List<Measurement> measurements(long search, SearchPlan plan) {
        Map<Long, List<Training>> results = trainings.byCandidate(search);
        ToDoubleFunction<String> costs = ratios.of(search, plan);
        List<Measurement> measurements = new ArrayList<>();
        for (Map.Entry<Long, Candidate> entry : candidates.all(search)) {
            List<Training> all = results.getOrDefault(entry.getKey(), List.of());
            all.stream()
                    .mapToInt(Training::rung)
                    .max()
                    .ifPresent(rung -> measurements.add(measurement(
                            entry.getValue(),
                            rung,
                            all.stream().filter(result -> result.rung() == rung).toList(),
                            costs.applyAsDouble(entry.getValue().fingerprint()))));
        }
        return measurements;
    }

    private static Measurement measurement(Candidate candidate, int rung, List<Training> results, double cost) {
        TreeMap<Long, Double> bySeed = new TreeMap<>();
        results.forEach(result -> bySeed.put(result.seed(), result.top1()));
        return new Measurement(candidate, rung, bySeed, cost, results.stream().anyMatch(Training::diverged));
    }

    /** How the rankings of each two rungs that follow one another agree, where enough candidates came to both. */
    List<RankAgreement> agreements(long search, SearchPlan plan) {
        Budget budget = plan.specification().budget();
        List<Integer> epochs = budget.rungs().epochs();
        if (epochs.size() == 1) {
            return List.of();
        }
        Map<Long, List<Training>> results = trainings.byCandidate(search);
        List<Map.Entry<Long, Candidate>> all = candidates.all(search);
        List<RankAgreement> agreements = new ArrayList<>();
        for (int rung = 0; rung + 1 < epochs.size(); rung++) {
            List<Pair> pairs = new ArrayList<>();
            for (Map.Entry<Long, Candidate> entry : all) {
                List<Training> own = results.getOrDefault(entry.getKey(), List.of());
                OptionalDouble few = mean(own, rung, budget.seeds());
                OptionalDouble more = mean(own, rung + 1, budget.seeds());
                if (few.isPresent() && more.isPresent()) {
                    pairs.add(new Pair(shares(entry.getValue(), plan), few.getAsDouble(), more.getAsDouble()));
                }
            }
            RankAgreement.of(epochs.get(rung), epochs.get(rung + 1), pairs).ifPresent(agreements::add);
        }
        return agreements;
    }

    /** How the growth of each candidate is spent, by its fingerprint. */
    public Map<String, Shares> shares(long search, SearchPlan plan) {
        return candidates.all(search).stream()
                .map(Map.Entry::getValue)
                .collect(Collectors.toMap(Candidate::fingerprint, candidate -> shares(candidate, plan)));
    }

    private static Shares shares(Candidate candidate, SearchPlan plan) {
        return Shares.of(
                plan.scaler(),
                candidate.aliases().get(0).at(plan.specification().strategy().phi()));
    }

    /** Over the seeds of the search: others were given at the last rung alone. */
    private static OptionalDouble mean(List<Training> results, int rung, List<Long> seeds) {
        return results.stream()
                .filter(result -> result.rung() == rung && !result.diverged() && seeds.contains(result.seed()))
                .mapToDouble(Training::top1)
                .average();
    }
}
