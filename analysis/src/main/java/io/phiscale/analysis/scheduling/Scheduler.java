package io.phiscale.analysis.scheduling;

import io.phiscale.analysis.budget.Budget;
import io.phiscale.analysis.budget.Promotion;
import io.phiscale.analysis.budget.Rungs;
import io.phiscale.analysis.comparison.Comparison;
import io.phiscale.analysis.comparison.Comparison.Standing;
import io.phiscale.analysis.comparison.Scores;
import io.phiscale.analysis.surface.Observation;
import io.phiscale.analysis.surface.SurfaceChoice;
import io.phiscale.scaling.candidate.EvenCover;
import io.phiscale.scaling.candidate.Shares;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Decides what a search trains next: who goes on to the next rung, and, once all have come as far as they will, who is
 * trained with a further seed. It remembers nothing, so whoever asks again with the same ledger is told the same.
 */
public final class Scheduler {
    /** Of the contenders, as many get a further seed at a time. */
    private static final int SEEDED = 3;

    /** Of the best at a rung, so many go on whatever others let expect. */
    private static final int SURE = 2;

    /** To know a plane and how well it is known. */
    private static final int LEAST_SCOUTS = 4;

    private final Budget budget;
    private final Function<String, Traits> traits;

    /** @param traits by fingerprint */
    public Scheduler(Budget budget, Function<String, Traits> traits) {
        this.budget = budget;
        this.traits = traits;
    }

    /** Trainings to queue now; none where there is something to wait for, or nothing left to train. */
    public List<Training> next(Ledger ledger) {
        List<Training> next = new ArrayList<>();
        if (ledger.at(0).isEmpty()) {
            ledger.candidates().forEach(candidate -> next.addAll(withAllSeeds(candidate, 0)));
            return next;
        }
        Rungs rungs = budget.rungs();
        boolean closed = true;
        for (int rung = 0; rung < rungs.last(); rung++) {
            // Closed: nobody comes to this rung any more, and all who did have their scores.
            closed &= !ledger.isPending(rung);
            Set<String> promoted = promoted(ledger, rung, closed);
            int above = rung + 1;
            promoted.stream()
                    .filter(candidate -> !ledger.at(above).contains(candidate))
                    .forEach(candidate -> next.addAll(withAllSeeds(candidate, above)));
            closed &= ledger.at(above).containsAll(promoted);
        }
        return next.isEmpty() && !ledger.isPending() ? furtherSeeds(ledger) : next;
    }

    /** @return how many rungs from the first on nobody comes to any more, with everybody there promoted who ever will be */
    public int closedRungs(Ledger ledger) {
        int rung = 0;
        while (rung < budget.rungs().last()
                && !ledger.isPending(rung)
                && isSettled(ledger, rung)
                && ledger.at(rung + 1).containsAll(promoted(ledger, rung, true))) {
            rung++;
        }
        return rung;
    }

    /** Whether nobody more is promoted from a rung whose scores are all there: not while scouts are on their way. */
    private boolean isSettled(Ledger ledger, int rung) {
        List<String> ranking = ledger.ranking(rung);
        int kept = budget.rungs().kept(ledger.at(rung).size());
        return budget.rungs().promotion() != Promotion.CORRECTED
                || promoted(ledger, rung, true, ranking).size() >= Math.min(kept, ranking.size());
    }

    private Set<String> promoted(Ledger ledger, int rung, boolean closed) {
        List<String> ranking = ledger.ranking(rung);
        Set<String> promoted = promoted(ledger, rung, closed, ranking);
        ranking.stream()
                .filter(candidate -> traits.apply(candidate).isControl())
                .forEach(promoted::add);
        return promoted;
    }

    private Set<String> promoted(Ledger ledger, int rung, boolean closed, List<String> ranking) {
        int kept = budget.rungs().kept(closed ? ledger.at(rung).size() : expected(ledger, rung));
        if (closed) {
            return budget.rungs().promotion() == Promotion.CORRECTED
                    ? corrected(ledger, rung, ranking, kept)
                    : first(ranking, kept);
        }
        if (budget.rungs().promotion() == Promotion.CORRECTED) {
            return new LinkedHashSet<>();
        }
        if (budget.rungs().promotion() == Promotion.EARLY) {
            return first(ranking, (int) (ranking.size() * budget.rungs().keep()));
        }
        // Whoever is still to come may be better than all.
        int lost = ledger.at(rung).size() - ranking.size() - ledger.open(rung);
        int toCome = expected(ledger, rung) - ranking.size() - lost;
        return first(ranking, kept - Math.max(0, toCome));
    }

    /**
     * First the two best and scouts that are spread over the plane of shares; then, by what these came to, whoever is
     * expected to be best at the next rung. Both depend on nothing that later results change.
     */
    private Set<String> corrected(Ledger ledger, int rung, List<String> ranking, int kept) {
        if (kept <= LEAST_SCOUTS || ranking.size() <= kept) {
            return first(ranking, kept);
        }
        Set<String> promoted = first(ranking, SURE);
        int early = Math.max(LEAST_SCOUTS, (kept + 1) / 2);
        EvenCover.of(ranking, this::shares, early).stream()
                .filter(scout -> !promoted.contains(scout))
                .limit(early - (long) SURE)
                .forEach(promoted::add);
        if (promoted.stream().allMatch(scout -> ledger.isOver(scout, rung + 1))) {
            List<Observation> few = ledger.observations(rung, traits).stream()
                    .filter(observation -> observation.rung() == rung && ranking.contains(observation.candidate()))
                    .toList();
            Map<String, Double> expected =
                    Forecast.of(few, List.copyOf(promoted), ledger.means(rung + 1), this::shares);
            ranking.stream()
                    .filter(candidate -> !promoted.contains(candidate))
                    .sorted(Comparator.comparingDouble(candidate -> -expected.getOrDefault(candidate, 0.0)))
                    .limit(kept - promoted.size())
                    .toList()
                    .forEach(promoted::add);
        }
        return promoted;
    }

    /** How many candidates a rung will have, or has already. */
    private int expected(Ledger ledger, int rung) {
        int planned = budget.rungs().candidates(ledger.candidates().size()).get(rung);
        return Math.max(planned, ledger.at(rung).size());
    }

    private static Set<String> first(List<String> ranking, int count) {
        return new LinkedHashSet<>(ranking.subList(0, Math.max(0, Math.min(count, ranking.size()))));
    }

    private List<Training> withAllSeeds(String candidate, int rung) {
        return budget.seeds().stream()
                .map(seed -> new Training(candidate, seed, rung))
                .toList();
    }

    private Shares shares(String candidate) {
        return traits.apply(candidate).shares();
    }

    /**
     * One more for each of those that are most likely the best, of the candidates that the last comparison could not tell
     * from the best; first for those that have fewer than others of them, so that they can be compared seed by seed.
     */
    private List<Training> furtherSeeds(Ledger ledger) {
        int rung = budget.rungs().last();
        List<Scores> scores = ledger.scores(rung);
        if (scores.size() < 2 || budget.mostSeeds() == budget.seeds().size()) {
            return List.of();
        }
        Comparison comparison = Comparison.of(scores, budget.confidenceOfALook());
        if (comparison.contenders().size() < 2) {
            return List.of();
        }
        Map<String, Double> expected =
                SurfaceChoice.of(ledger.observations(rung, traits), comparison).expected(comparison);
        List<String> likeliest = comparison.contenders().stream()
                .map(Standing::candidate)
                .sorted(Comparator.comparingDouble(candidate -> -expected.getOrDefault(candidate, 0.0)))
                .limit(SEEDED)
                .toList();
        int fewest = likeliest.stream()
                .mapToInt(candidate -> ledger.seeds(candidate, rung).size())
                .min()
                .orElseThrow();
        List<Training> next = new ArrayList<>();
        for (String candidate : likeliest) {
            Set<Long> given = ledger.seeds(candidate, rung);
            if (given.size() == fewest) {
                budget.next(given).ifPresent(seed -> next.add(new Training(candidate, seed, rung)));
            }
        }
        return next;
    }
}
