package io.phiscale.analysis.scheduling;

import io.phiscale.analysis.comparison.Scores;
import io.phiscale.analysis.surface.Observation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** All trainings that a search has, and what became of each: everything that its schedule depends on. */
public final class Ledger {
    private final List<String> candidates;
    /** By rung, then candidate, then seed. */
    private final Map<Integer, Map<String, Map<Long, Outcome>>> rungs = new HashMap<>();

    /** @param candidates their fingerprints; of equal scores, the earlier candidate's counts as the better one */
    public Ledger(Collection<String> candidates) {
        this.candidates = List.copyOf(candidates);
    }

    /** Adds a training, or what became of one. */
    public void put(Training training, Outcome outcome) {
        rungs.computeIfAbsent(training.rung(), rung -> new LinkedHashMap<>())
                .computeIfAbsent(training.candidate(), candidate -> new LinkedHashMap<>())
                .put(training.seed(), outcome);
    }

    List<String> candidates() {
        return candidates;
    }

    /** Whether anything is queued or runs. */
    public boolean isPending() {
        return rungs.values().stream().flatMap(rung -> rung.values().stream()).anyMatch(Ledger::isPending);
    }

    boolean isPending(int rung) {
        return entrants(rung).values().stream().anyMatch(Ledger::isPending);
    }

    private static boolean isPending(Map<Long, Outcome> seeds) {
        return seeds.values().stream().anyMatch(Outcome.Pending.class::isInstance);
    }

    /** The candidates that have come to a rung. */
    Set<String> at(int rung) {
        return entrants(rung).keySet();
    }

    /** That a candidate has been given at a rung. */
    Set<Long> seeds(String candidate, int rung) {
        return entrants(rung).getOrDefault(candidate, Map.of()).keySet();
    }

    /** Those whose trainings at a rung are all over, and came to a score, by its mean: the best first. */
    List<String> ranking(int rung) {
        record Placed(String candidate, double score) {}
        List<Placed> placed = new ArrayList<>();
        for (String candidate : candidates) {
            Map<Long, Outcome> seeds = entrants(rung).getOrDefault(candidate, Map.of());
            if (!isPending(seeds) && !diverged(seeds)) {
                mean(seeds.values()).ifPresent(score -> placed.add(new Placed(candidate, score)));
            }
        }
        placed.sort((one, other) -> Double.compare(other.score(), one.score()));
        return placed.stream().map(Placed::candidate).toList();
    }

    /** Whether a candidate's trainings at a rung are all over. */
    boolean isOver(String candidate, int rung) {
        Map<Long, Outcome> seeds = entrants(rung).getOrDefault(candidate, Map.of());
        return !seeds.isEmpty() && !isPending(seeds);
    }

    /** Mean score at a rung of each candidate whose trainings there are all over, and came to one. */
    Map<String, Double> means(int rung) {
        Map<String, Double> means = new HashMap<>();
        for (String candidate : ranking(rung)) {
            mean(entrants(rung).getOrDefault(candidate, Map.of()).values())
                    .ifPresent(score -> means.put(candidate, score));
        }
        return means;
    }

    /** How many candidates have come to a rung and may still come to a score there. */
    int open(int rung) {
        return (int) entrants(rung).values().stream().filter(Ledger::isPending).count();
    }

    /** Of all candidates that came to a score at a rung. */
    public List<Scores> scores(int rung) {
        List<Scores> scores = new ArrayList<>();
        for (String candidate : candidates) {
            Map<Long, Outcome> seeds = entrants(rung).getOrDefault(candidate, Map.of());
            Map<Long, Double> bySeed = seeds.entrySet().stream()
                    .filter(entry -> entry.getValue() instanceof Outcome.Scored)
                    .collect(Collectors.toMap(Map.Entry::getKey, entry -> ((Outcome.Scored) entry.getValue()).score()));
            if (!bySeed.isEmpty() && !diverged(seeds)) {
                scores.add(new Scores(candidate, bySeed));
            }
        }
        return scores;
    }

    /**
     * Of every candidate that came to a score at a rung, at each.
     *
     * @param last the last of the rungs
     * @param traits by fingerprint
     */
    public List<Observation> observations(int last, Function<String, Traits> traits) {
        List<Observation> observations = new ArrayList<>();
        for (int rung = 0; rung <= last; rung++) {
            for (Scores scores : scores(rung)) {
                Traits known = traits.apply(scores.candidate());
                observations.add(new Observation(
                        scores.candidate(),
                        known.shares(),
                        known.costRatio(),
                        rung,
                        scores.bySeed().values().stream()
                                .mapToDouble(Double::doubleValue)
                                .average()
                                .orElseThrow(),
                        scores.bySeed().size()));
            }
        }
        return observations;
    }

    private static boolean diverged(Map<Long, Outcome> seeds) {
        return seeds.values().stream().anyMatch(Outcome.Diverged.class::isInstance);
    }

    private Map<String, Map<Long, Outcome>> entrants(int rung) {
        return rungs.getOrDefault(rung, Map.of());
    }

    private static OptionalDouble mean(Collection<Outcome> outcomes) {
        return outcomes.stream()
                .filter(Outcome.Scored.class::isInstance)
                .mapToDouble(outcome -> ((Outcome.Scored) outcome).score())
                .average();
    }
}
