package io.phiscale.analysis.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import io.phiscale.analysis.budget.Budget;
import io.phiscale.analysis.budget.Promotion;
import io.phiscale.analysis.budget.Rungs;
import io.phiscale.scaling.candidate.Shares;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Candidates are numbered from 0, and the higher the number, the better, unless said otherwise. */
class SchedulerTests {
    private static final List<Integer> EPOCHS = List.of(2, 6, 18);
    private static final Shares EVEN = new Shares(1 / 3.0, 1 / 3.0, 1 / 3.0);

    private final Ledger ledger =
            new Ledger(IntStream.range(0, 9).mapToObj(String::valueOf).toList());

    @Test
    void everyCandidateBeginsWithEverySeedAtTheFirstRung() {
        List<Training> first = scheduler(Promotion.CERTAIN, List.of(1L, 2L), 2).next(ledger);

        assertThat(first).hasSize(18).allMatch(training -> training.rung() == 0);
        assertThat(first).extracting(Training::seed).containsOnly(1L, 2L);
    }

    @Test
    void theBestThirdGoesOnOnceARungIsDone() {
        Scheduler scheduler = scheduler(Promotion.CERTAIN, List.of(1L), 1);
        all(0);

        assertThat(scheduler.next(ledger)).containsExactly(training(8, 1), training(7, 1), training(6, 1));
        assertThat(scheduler.closedRungs(ledger)).isZero();
        put(8, 1, new Outcome.Pending());
        put(7, 1, new Outcome.Pending());
        put(6, 1, new Outcome.Pending());
        assertThat(scheduler.next(ledger)).isEmpty();
        assertThat(scheduler.closedRungs(ledger)).isEqualTo(1);
        List.of(6, 7, 8).forEach(candidate -> score(candidate, 1));
        assertThat(scheduler.next(ledger)).containsExactly(training(8, 2), training(7, 2));
        List.of(7, 8).forEach(candidate -> score(candidate, 2));
        assertThat(scheduler.next(ledger)).isEmpty();
        assertThat(ledger.isPending()).isFalse();
        assertThat(scheduler.closedRungs(ledger)).isEqualTo(2);
    }

    @Test
    void whoeverIsSureToBeKeptGoesOnBeforeTheLastOnesAreDone() {
        Scheduler scheduler = scheduler(Promotion.CERTAIN, List.of(1L), 1);
        all(0);
        put(0, 0, new Outcome.Pending());

        // If candidate 0 turned out the best, the third of these would not be kept.
        assertThat(scheduler.next(ledger)).containsExactly(training(8, 1), training(7, 1));
        List.of(1, 2).forEach(candidate -> put(candidate, 0, new Outcome.Pending()));
        assertThat(scheduler.next(ledger)).isEmpty();
    }

    @Test
    void aTrainingThatIsLostNeedNotBeWaitedFor() {
        Scheduler scheduler = scheduler(Promotion.CERTAIN, List.of(1L), 1);
        all(0);
        put(0, 0, new Outcome.Lost());
        put(1, 0, new Outcome.Pending());

        assertThat(scheduler.next(ledger)).containsExactly(training(8, 1), training(7, 1));
    }

    @Test
    void earlyPromotionTakesTheBestShareOfThoseThatHaveComeSoFar() {
        Scheduler scheduler = scheduler(Promotion.EARLY, List.of(1L), 1);
        scheduler.next(ledger).forEach(training -> ledger.put(training, new Outcome.Pending()));
        score(0, 0);
        score(1, 0);
        assertThat(scheduler.next(ledger)).isEmpty();
        score(2, 0);

        assertThat(scheduler.next(ledger)).containsExactly(training(2, 1));
        put(2, 1, new Outcome.Pending());
        assertThat(scheduler.next(ledger)).isEmpty();
        // In the end, whoever is among the best third is promoted, though others were before.
        IntStream.range(3, 9).forEach(candidate -> score(candidate, 0));
        assertThat(scheduler.next(ledger)).containsExactly(training(8, 1), training(7, 1), training(6, 1));
    }

    @Test
    void whoeverDivergedGoesNoFurther() {
        Scheduler scheduler = scheduler(Promotion.CERTAIN, List.of(1L, 2L), 2);
        for (int candidate = 0; candidate < 9; candidate++) {
            ledger.put(new Training(String.valueOf(candidate), 1, 0), new Outcome.Scored(candidate));
            ledger.put(
                    new Training(String.valueOf(candidate), 2, 0),
                    candidate == 8 ? new Outcome.Diverged() : new Outcome.Scored(candidate));
        }

        assertThat(scheduler.next(ledger))
                .extracting(Training::candidate)
                .containsExactly("7", "7", "6", "6", "5", "5");
    }

    @Test
    void whereAllDivergedThereIsNothingToTrain() {
        Scheduler scheduler = scheduler(Promotion.CERTAIN, List.of(1L), 5);
        IntStream.range(0, 9).forEach(candidate -> put(candidate, 0, new Outcome.Diverged()));

        assertThat(scheduler.next(ledger)).isEmpty();
    }

    @Test
    void furtherSeedsGoToThoseThatCannotBeToldFromTheBest() {
        Scheduler scheduler = scheduler(Promotion.CERTAIN, List.of(1L), 4);
        allUpToTheLast();
        last(7, 1, 0.80);
        last(8, 1, 0.81);

        // Nothing is known of the noise yet.
        assertThat(scheduler.next(ledger)).containsExactly(last(8, 2), last(7, 2));
        last(8, 2, 0.82);
        last(7, 2, 0.805);
        assertThat(scheduler.next(ledger)).containsExactly(last(8, 3), last(7, 3));
        last(8, 3, 0.81);
        last(7, 3, 0.71);
        assertThat(scheduler.next(ledger)).containsExactly(last(8, 4), last(7, 4));
        last(8, 4, 0.8);
        last(7, 4, 0.8);
        assertThat(scheduler.next(ledger)).as("no more than four").isEmpty();
    }

    @Test
    void noSeedIsGivenToThoseThatAreFarBehind() {
        Scheduler scheduler = scheduler(Promotion.CERTAIN, List.of(1L, 2L), 4);
        for (int rung = 0; rung < 3; rung++) {
            int least = 9 - List.of(9, 3, 2).get(rung);
            for (int candidate = least; candidate < 9; candidate++) {
                for (long seed = 1; seed <= 2; seed++) {
                    double score = candidate == 7 && rung == 2 ? 0.1 : 0.8 + 0.001 * seed * (candidate - 7);
                    ledger.put(new Training(String.valueOf(candidate), seed, rung), new Outcome.Scored(score));
                }
            }
        }
        last(7, 1, 0.101);

        assertThat(scheduler.next(ledger)).isEmpty();
    }

    @Test
    void seedsThatSomeContendersLackComeFirst() {
        Scheduler scheduler = scheduler(Promotion.CERTAIN, List.of(1L), 5);
        allUpToTheLast();
        last(7, 1, 0.80);
        last(7, 2, 0.82);
        last(8, 1, 0.81);

        assertThat(scheduler.next(ledger)).containsExactly(last(8, 2));
    }

    @Test
    void aSeedThatFailedIsNotTriedForEver() {
        Scheduler scheduler = scheduler(Promotion.CERTAIN, List.of(1L), 3);
        allUpToTheLast();
        for (int candidate : List.of(7, 8)) {
            last(candidate, 1, 0.8);
        }
        for (long seed : List.of(2L, 3L)) {
            assertThat(scheduler.next(ledger)).containsExactlyInAnyOrder(last(7, seed), last(8, seed));
            List.of(7, 8).forEach(candidate -> ledger.put(last(candidate, seed), new Outcome.Lost()));
        }

        assertThat(scheduler.next(ledger)).isEmpty();
    }

    private void allUpToTheLast() {
        all(0);
        List.of(6, 7, 8).forEach(candidate -> score(candidate, 1));
    }

    @Test
    void controlsGoOnHoweverTheyDo() {
        Budget budget = new Budget(new Rungs(EPOCHS, 1 / 3.0, 2, Promotion.CERTAIN), List.of(1L), 1, 0.95);
        Scheduler scheduler = new Scheduler(budget, candidate -> new Traits(EVEN, 1, candidate.equals("0")));
        all(0);

        assertThat(scheduler.next(ledger))
                .containsExactly(training(8, 1), training(7, 1), training(6, 1), training(0, 1));
    }

    @Test
    void aNetworkThatOnlyOthersAreHeldAgainstIsWaitedForAndNotCompared() {
        Scheduler scheduler = scheduler(Promotion.CERTAIN, List.of(1L), 2);
        Training control = new Training("control", 1, 2);
        ledger.put(control, new Outcome.Pending());
        allUpToTheLast();
        last(7, 1, 0.80);
        last(8, 1, 0.81);
        assertThat(scheduler.next(ledger)).isEmpty();
        ledger.put(control, new Outcome.Scored(0.99));

        assertThat(scheduler.next(ledger)).containsExactly(last(8, 2), last(7, 2));
        assertThat(ledger.scores(2)).hasSize(2);
    }

    private static Scheduler scheduler(Promotion promotion, List<Long> seeds, int mostSeeds) {
        return new Scheduler(
                new Budget(new Rungs(EPOCHS, 1 / 3.0, 2, promotion), seeds, mostSeeds, 0.95),
                candidate -> new Traits(EVEN, 1, false));
    }

    /** All candidates have their scores. */
    private void all(int rung) {
        IntStream.range(0, 9).forEach(candidate -> score(candidate, rung));
    }

    private void score(int candidate, int rung) {
        put(candidate, rung, new Outcome.Scored(candidate));
    }

    private void put(int candidate, int rung, Outcome outcome) {
        ledger.put(training(candidate, rung), outcome);
    }

    private static Training training(int candidate, int rung) {
        return new Training(String.valueOf(candidate), 1, rung);
    }

    private void last(int candidate, long seed, double score) {
        ledger.put(last(candidate, seed), new Outcome.Scored(score));
    }

    private static Training last(int candidate, long seed) {
        return new Training(String.valueOf(candidate), seed, 2);
    }
}
