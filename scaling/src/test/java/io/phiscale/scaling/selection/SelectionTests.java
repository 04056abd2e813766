package io.phiscale.scaling.selection;

import static org.assertj.core.api.Assertions.assertThat;

import io.phiscale.scaling.baseline.BuiltInBaselines;
import io.phiscale.scaling.candidate.Candidate;
import io.phiscale.scaling.candidate.Grid;
import io.phiscale.scaling.coefficient.Rounding;
import io.phiscale.scaling.coefficient.Scaler;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class SelectionTests {
    private final List<Candidate> candidates = Grid.DEFAULT
            .candidates(new Scaler(BuiltInBaselines.EFFICIENTNET_B0, Rounding.OFFICIAL), 64)
            .candidates();

    @Test
    void theMostAccurateCandidateWins() {
        Selection selection = select(Objective.ACCURACY, measured(0, 0.70), measured(1, 0.75), measured(2, 0.72));

        assertThat(selection.winner().candidate()).isEqualTo(candidates.get(1));
        assertThat(selection.ranking()).extracting(Ranked::meanTop1).containsExactly(0.75, 0.72, 0.70);
    }

    @Test
    void theCoefficientsAreThoseNearestToTheTargetAmongTheWinnersAliases() {
        Candidate ambiguous = candidates.stream()
                .max(Comparator.comparingInt(candidate -> candidate.aliases().size()))
                .orElseThrow();
        Selection selection = select(Objective.ACCURACY, new Measurement(ambiguous, List.of(0.9)));

        double distance = Math.abs(selection.coefficients().product() - 2);
        assertThat(ambiguous.aliases())
                .hasSizeGreaterThan(1)
                .contains(selection.coefficients())
                .allSatisfy(alias -> assertThat(Math.abs(alias.product() - 2)).isGreaterThanOrEqualTo(distance - 1e-9));
        assertThat(selection.intervals().alpha().least())
                .isLessThanOrEqualTo(selection.coefficients().alpha());
    }

    @Test
    void aSingleSeedNeverSeparates() {
        Selection selection = select(Objective.ACCURACY, measured(0, 0.2), measured(1, 0.9));

        assertThat(selection.separated()).isFalse();
        assertThat(selection.explanation()).contains("70.00 points").contains("more seeds");
    }

    @Test
    void seedsThatAgreeSeparateAndSeedsThatDisagreeDoNot() {
        assertThat(select(Objective.ACCURACY, measured(0, 0.80, 0.81, 0.80), measured(1, 0.70, 0.71, 0.70))
                        .separated())
                .isTrue();
        assertThat(select(Objective.ACCURACY, measured(0, 0.70, 0.90), measured(1, 0.60, 0.92))
                        .separated())
                .isFalse();
    }

    @Test
    void theRewardPrefersTheCheaperOfTwoThatAreNearlyEqual() {
        int dearest = candidates.size() - 1;
        Objective reward = new Objective(Objective.PUBLISHED_EXPONENT, 2);

        assertThat(select(reward, measured(0, 0.700), measured(dearest, 0.705))
                        .winner()
                        .candidate())
                .isEqualTo(candidates.get(0));
        assertThat(select(Objective.ACCURACY, measured(0, 0.700), measured(dearest, 0.705))
                        .winner()
                        .candidate())
                .isEqualTo(candidates.get(dearest));
    }

    @Test
    void theRewardsLeadIsThatOfTheScoresAndNotOfTheAccuracies() {
        int dearest = candidates.size() - 1;
        Objective reward = new Objective(Objective.PUBLISHED_EXPONENT, 2);

        Selection selection = select(reward, measured(0, 0.700, 0.701), measured(dearest, 0.705, 0.706));

        double lead =
                selection.ranking().get(0).score() - selection.ranking().get(1).score();
        assertThat(lead).isPositive();
        assertThat(selection.explanation()).contains(String.format(Locale.ROOT, "%.4f of reward", lead));
        assertThat(selection.separated()).isTrue();
    }

    @Test
    void aSingleSeedOfOneOfTheTwoIsSaidToBeSo() {
        assertThat(select(Objective.ACCURACY, measured(0, 0.8, 0.81, 0.8), measured(1, 0.7))
                        .explanation())
                .contains("With a single seed for the runner-up");
    }

    private Measurement measured(int candidate, Double... top1) {
        return new Measurement(candidates.get(candidate), List.of(top1));
    }

    private static Selection select(Objective objective, Measurement... measurements) {
        return Selection.select(List.of(measurements), objective, Grid.DEFAULT);
    }
}
