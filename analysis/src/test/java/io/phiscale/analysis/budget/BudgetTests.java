package io.phiscale.analysis.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.phiscale.analysis.budget.Budget.Extent;
import io.phiscale.scaling.validation.InvalidValueException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BudgetTests {
    private static final Rungs THREE = new Rungs(List.of(2, 6, 18), 1 / 3.0, 2, Promotion.CERTAIN);

    @ParameterizedTest
    @CsvSource({"27, 9", "28, 10", "9, 3", "6, 2", "3, 2", "2, 2", "1, 1"})
    void aShareIsKeptAndNeverFewerThanTheLeast(int candidates, int kept) {
        assertThat(THREE.kept(candidates)).isEqualTo(kept);
    }

    @Test
    void whatASearchTrainsIsKnownBeforehand() {
        Budget budget = new Budget(THREE, List.of(7L), 3, 0.95);

        assertThat(THREE.candidates(27)).containsExactly(27, 9, 3);
        // 27 to 2 epochs, 9 for 4 more, and 3 for 12 more.
        assertThat(budget.least(27)).isEqualTo(new Extent(39, 27 * 2 + 9 * 4 + 3 * 12));
        // Two further seeds for each of 3, from the first epoch.
        assertThat(budget.most(27)).isEqualTo(new Extent(45, 126 + 6 * 18));
        assertThat(budget.exhaustive(27)).isEqualTo(new Extent(81, 81 * 18));
    }

    @Test
    void earlyPromotionMayTakeEverybodyAlong() {
        Rungs early = new Rungs(List.of(2, 6), 1 / 3.0, 2, Promotion.EARLY);

        assertThat(new Budget(early, List.of(1L), 1, 0.95).most(27)).isEqualTo(new Extent(54, 27 * 6));
    }

    @Test
    void allLooksTogetherHaveTheConfidence() {
        assertThat(Budget.same(5, List.of(1L)).confidenceOfALook()).isEqualTo(0.95);
        assertThat(new Budget(THREE, List.of(1L), 5, 0.95).confidenceOfALook()).isEqualTo(1 - 0.05 / 5);
    }

    @Test
    void withOneRungEveryCandidateIsTrainedAsLongAsEveryOther() {
        Budget budget = Budget.same(5, List.of(1L, 2L));

        assertThat(budget.least(10)).isEqualTo(new Extent(20, 100));
        assertThat(budget.most(10)).isEqualTo(budget.least(10)).isEqualTo(budget.exhaustive(10));
    }

    @Test
    void seedsAreGivenInTheirOrderAndThenNewOnes() {
        Budget budget = new Budget(THREE, List.of(9L, 4L), 4, 0.95);

        assertThat(budget.next(List.of())).hasValue(9);
        assertThat(budget.next(List.of(9L))).hasValue(4);
        assertThat(budget.next(List.of(9L, 4L))).hasValue(10);
        assertThat(budget.next(List.of(9L, 4L, 10L))).hasValue(11);
        assertThat(budget.next(List.of(9L, 4L, 10L, 11L))).isEmpty();
    }

    @Test
    void rungsThatDoNotRiseAreRefused() {
        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() -> new Rungs(List.of(2, 2), 0.5, 1, Promotion.CERTAIN))
                .withMessageContaining("rungs is [2, 2]")
                .withMessageContaining("each larger than the one before");
    }

    @Test
    void fewerSeedsAtMostThanAtLeastAreRefused() {
        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() -> new Budget(THREE, List.of(1L, 2L), 1, 0.95))
                .withMessageContaining("mostSeeds is 1");
    }
}
