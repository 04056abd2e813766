package io.phiscale.analysis.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import io.phiscale.analysis.budget.Budget;
import io.phiscale.analysis.budget.Promotion;
import io.phiscale.analysis.budget.Rungs;
import io.phiscale.scaling.candidate.Shares;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * 21 networks over the triangle of shares, of which the wide ones are ahead at first and overtaken: the truth is best in
 * the middle, and rises with depth.
 */
class CorrectedPromotionTests {
    private static final int DIVISIONS = 5;
    private static final int KEPT = 7;

    private final Map<String, Shares> shares = new TreeMap<>();
    private final Ledger ledger;

    CorrectedPromotionTests() {
        for (int depth = 0; depth <= DIVISIONS; depth++) {
            for (int width = 0; width + depth <= DIVISIONS; width++) {
                shares.put(
                        "d%dw%d".formatted(depth, width),
                        new Shares(
                                (double) depth / DIVISIONS,
                                (double) width / DIVISIONS,
                                (double) (DIVISIONS - depth - width) / DIVISIONS));
            }
        }
        ledger = new Ledger(shares.keySet());
    }

    private static double truth(Shares shares) {
        double depth = shares.depth() - 0.5;
        double width = shares.width() - 0.25;
        return 0.8 - 0.1 * (depth * depth + width * width);
    }

    private static double early(Shares shares) {
        return truth(shares) - 0.2 + 0.2 * shares.width();
    }

    @Test
    void whoeverIsOvertakenIsLeftBehindAndWhoeverOvertakesIsNot() {
        Scheduler scheduler = scheduler(Promotion.CORRECTED);
        score(scheduler.next(ledger), CorrectedPromotionTests::early);
        List<Training> scouts = scheduler.next(ledger);
        assertThat(scouts).hasSize(4);
        scouts.forEach(scout -> ledger.put(scout, new Outcome.Pending()));
        assertThat(scheduler.next(ledger)).as("the others wait for the scouts").isEmpty();
        assertThat(scheduler.closedRungs(ledger))
                .as("and need their checkpoints")
                .isZero();
        score(scouts, CorrectedPromotionTests::truth);

        List<Training> rest = scheduler.next(ledger);

        assertThat(rest).hasSize(KEPT - scouts.size());
        assertThat(best(KEPT))
                .containsAll(rest.stream().map(Training::candidate).toList());
        score(rest, CorrectedPromotionTests::truth);
        assertThat(scheduler.next(ledger)).isEmpty();
        assertThat(scheduler.closedRungs(ledger)).isEqualTo(1);
        assertThat(best(2)).contains(ledger.ranking(1).get(0));
    }

    /** The same by scores alone: the best of all is never seen again. */
    @Test
    void withoutCorrectionTheWideOnesTakeAllPlaces() {
        Scheduler scheduler = scheduler(Promotion.CERTAIN);
        score(scheduler.next(ledger), CorrectedPromotionTests::early);

        List<Training> promoted = scheduler.next(ledger);

        assertThat(promoted).hasSize(KEPT).allMatch(training -> share(training).width() >= 0.4);
        assertThat(promoted).extracting(Training::candidate).doesNotContainAnyElementsOf(best(2));
    }

    @Test
    void scoutsAreSpreadOverTheTriangleAndTheBestIsAmongThem() {
        Scheduler scheduler = scheduler(Promotion.CORRECTED);
        score(scheduler.next(ledger), CorrectedPromotionTests::early);

        List<Training> scouts = scheduler.next(ledger);

        assertThat(scouts.get(0).candidate()).isEqualTo(ledger.ranking(0).get(0));
        assertThat(scouts).anyMatch(training -> share(training).depth() > 0.7);
        assertThat(scouts).anyMatch(training -> share(training).width() > 0.7);
        assertThat(scouts).anyMatch(training -> share(training).resolution() > 0.3);
    }

    @Test
    void aScoutThatIsLostIsDoneWithout() {
        Scheduler scheduler = scheduler(Promotion.CORRECTED);
        score(scheduler.next(ledger), CorrectedPromotionTests::early);
        List<Training> scouts = scheduler.next(ledger);
        score(scouts.subList(1, 4), CorrectedPromotionTests::truth);
        ledger.put(scouts.get(0), new Outcome.Lost());

        assertThat(scheduler.next(ledger)).hasSize(KEPT - scouts.size());
    }

    @Test
    void whereAllScoutsFailScoresDecide() {
        assertThatScoresDecideWhereAllScouts(new Outcome.Lost());
    }

    @Test
    void whereAllScoutsDivergeScoresDecide() {
        assertThatScoresDecideWhereAllScouts(new Outcome.Diverged());
    }

    private void assertThatScoresDecideWhereAllScouts(Outcome outcome) {
        Scheduler scheduler = scheduler(Promotion.CORRECTED);
        score(scheduler.next(ledger), CorrectedPromotionTests::early);
        List<Training> scouts = scheduler.next(ledger);
        scouts.forEach(scout -> ledger.put(scout, outcome));

        assertThat(scheduler.next(ledger))
                .hasSize(KEPT - scouts.size())
                .allMatch(training -> share(training).width() > 0.3);
    }

    private interface Scores {
        double of(Shares shares);
    }

    private void score(List<Training> trainings, Scores scores) {
        trainings.forEach(training -> ledger.put(training, new Outcome.Scored(scores.of(share(training)))));
    }

    private Shares share(Training training) {
        return share(training.candidate());
    }

    private Shares share(String candidate) {
        return new HashMap<>(shares).getOrDefault(candidate, new Shares(0, 0, 0));
    }

    private Set<String> best(int count) {
        return shares.keySet().stream()
                .sorted((one, other) -> Double.compare(truth(share(other)), truth(share(one))))
                .limit(count)
                .collect(Collectors.toCollection(HashSet::new));
    }

    private Scheduler scheduler(Promotion promotion) {
        Rungs rungs = new Rungs(List.of(2, 18), 1 / 3.0, 4, promotion);
        return new Scheduler(
                new Budget(rungs, List.of(1L), 1, 0.95), candidate -> new Traits(share(candidate), 1, false));
    }
}
