package io.phiscale.analysis.selection;

import static org.assertj.core.api.Assertions.assertThat;

import io.phiscale.scaling.baseline.BuiltInBaselines;
import io.phiscale.scaling.candidate.Candidate;
import io.phiscale.scaling.candidate.Grid;
import io.phiscale.scaling.coefficient.Rounding;
import io.phiscale.scaling.coefficient.Scaler;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SelectionTests {
    private final List<Candidate> candidates = Grid.DEFAULT
            .candidates(new Scaler(BuiltInBaselines.EFFICIENTNET_B0, Rounding.OFFICIAL), 64)
            .candidates();

    @Test
    void theMostAccurateCandidateWins() {
        Selection selection = select(Objective.ACCURACY, measured(0, 0.70), measured(1, 0.75), measured(2, 0.72));

        assertThat(selection.winner().candidate()).isEqualTo(candidates.get(1));
        assertThat(selection.ranking().ranked()).extracting(Ranked::meanTop1).containsExactly(0.75, 0.72, 0.70);
    }

    @Test
    void theCoefficientsAreThoseNearestToTheTargetAmongTheWinnersAliases() {
        Candidate ambiguous = candidates.stream()
                .max(Comparator.comparingInt(candidate -> candidate.aliases().size()))
                .orElseThrow();
        Selection selection = select(Objective.ACCURACY, measured(ambiguous, 0, 0.9));

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

        assertThat(selection.isSeparated()).isFalse();
        assertThat(selection.explanation()).contains("70.00 points").contains("more seeds");
    }

    @Test
    void seedsThatAgreeSeparateAndSeedsThatDisagreeDoNot() {
        assertThat(select(Objective.ACCURACY, measured(0, 0.80, 0.81, 0.80), measured(1, 0.70, 0.71, 0.70))
                        .isSeparated())
                .isTrue();
        assertThat(select(Objective.ACCURACY, measured(0, 0.70, 0.90), measured(1, 0.60, 0.92))
                        .isSeparated())
                .isFalse();
    }

    @Test
    void theRewardPrefersTheCheaperOfTwoThatAreNearlyEqual() {
        int dearest = candidates.size() - 1;
        Objective reward = new Objective(Objective.PUBLISHED_EXPONENT, 2, CostIndicator.MULTIPLY_ADDS);

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
        Objective reward = new Objective(Objective.PUBLISHED_EXPONENT, 2, CostIndicator.MULTIPLY_ADDS);

        Selection selection = select(reward, measured(0, 0.700, 0.701), measured(dearest, 0.705, 0.706));

        double lead = selection.ranking().ranked().get(0).score()
                - selection.ranking().ranked().get(1).score();
        assertThat(lead).isPositive();
        assertThat(selection.explanation()).contains(String.format(Locale.ROOT, "%.4f of reward", lead));
        assertThat(selection.isSeparated()).isTrue();
    }

    @Test
    void whoeverCameFurtherIsBeforeWhoeverDidNot() {
        Selection selection = select(
                Objective.ACCURACY,
                measured(candidates.get(0), 0, 0.95),
                measured(candidates.get(1), 1, 0.80),
                measured(candidates.get(2), 1, 0.85));

        assertThat(selection.ranking().ranked())
                .extracting(Ranked::candidate)
                .containsExactly(candidates.get(2), candidates.get(1), candidates.get(0));
        assertThat(selection.ranking().ranked()).extracting(Ranked::isContender).containsExactly(true, true, false);
        assertThat(selection.explanation()).contains("leads the runner-up by 5.00 points");
    }

    @Test
    void aSeedThatDivergedCountsAsWrongAndSaysNothingOfTheNoise() {
        Measurement diverged = new Measurement(
                candidates.get(2),
                0,
                new TreeMap<>(Map.of(1L, 0.9, 2L, 0.0)),
                candidates.get(2).costRatio(),
                true);
        Selection selection = select(Objective.ACCURACY, measured(0, 0.80, 0.81), measured(1, 0.70, 0.711), diverged);

        assertThat(selection.ranking().ranked().get(2).score()).isEqualTo(0.45);
        assertThat(selection.ranking().ranked().get(2).isContender()).isFalse();
        assertThat(selection.ranking().comparison().noise().orElseThrow().deviation())
                .isLessThan(0.001);
        assertThat(selection.winner().candidate()).isEqualTo(candidates.get(0));
    }

    @Test
    void whoeverDivergedOnceIsNeverFirst() {
        Measurement lucky = new Measurement(
                candidates.get(0),
                0,
                new TreeMap<>(Map.of(1L, 0.9, 2L, 0.9, 3L, 0.9, 4L, 0.0)),
                candidates.get(0).costRatio(),
                true);
        Measurement further = new Measurement(
                candidates.get(1),
                1,
                new TreeMap<>(Map.of(1L, 0.0)),
                candidates.get(1).costRatio(),
                true);

        Selection selection = select(Objective.ACCURACY, lucky, further, measured(2, 0.5, 0.51));

        assertThat(selection.winner().candidate()).isEqualTo(candidates.get(2));
        assertThat(selection.ranking().comparison().standings()).hasSize(1);
    }

    @Test
    void theVerdictSaysWhoIsNotSeparatedAndWhatWouldSeparateThem() {
        String tie = select(
                        Objective.ACCURACY,
                        measured(0, 0.802, 0.800, 0.805),
                        measured(1, 0.800, 0.801, 0.804),
                        measured(2, 0.700, 0.701, 0.699))
                .explanation();
        assertThat(tie)
                .contains("With 95 % confidence, 1 other of the 3 that were compared is not separated from it")
                .containsPattern(
                        "not separated from it: if they differ as much as it seems, about [0-9,]+ more trainings would tell them apart");
        assertThat(select(Objective.ACCURACY, measured(0, 0.80, 0.81, 0.80), measured(1, 0.70, 0.71, 0.70))
                        .explanation())
                .contains("With 95 % confidence it is the best of the 2 that were compared");
        assertThat(select(Objective.ACCURACY, measured(0, 0.80, 0.81), measured(1, 0.81, 0.80))
                        .explanation())
                .contains("they are too much alike for more trainings to tell them apart");
    }

    /** The cheapest first. */
    private List<Candidate> byCost() {
        return candidates.stream()
                .sorted(Comparator.comparingDouble(Candidate::costRatio))
                .toList();
    }

    @Test
    void theKneeIsTheOneFromWhichOnMoreCostBuysLittle() {
        List<Candidate> byCost = byCost();
        Candidate cheapest = byCost.get(0);
        Candidate middle = byCost.get(byCost.size() / 2);
        Candidate dearest = byCost.get(byCost.size() - 1);

        Selection selection = select(
                SelectionRule.KNEE, measured(cheapest, 0, 0.70), measured(middle, 0, 0.78), measured(dearest, 0, 0.79));

        assertThat(selection.winner().candidate()).isEqualTo(middle);
        assertThat(selection.ranking().best().candidate()).isEqualTo(dearest);
        assertThat(selection.explanation())
                .contains("The knee of the Pareto front is chosen", "1.00 points of top-1 behind");
        assertThat(select(SelectionRule.KNEE, measured(cheapest, 0, 0.8), measured(dearest, 0, 0.7))
                        .winner()
                        .candidate())
                .isEqualTo(cheapest);
    }

    @Test
    void aFrontThatRisesMoreAndMoreHasNoKnee() {
        List<Candidate> byCost = byCost();
        Candidate cheapest = byCost.get(0);
        Candidate middle = byCost.get(byCost.size() / 2);
        Candidate dearest = byCost.get(byCost.size() - 1);

        Selection steeper = select(
                SelectionRule.KNEE, measured(cheapest, 0, 0.10), measured(middle, 0, 0.11), measured(dearest, 0, 0.80));
        Selection two = select(SelectionRule.KNEE, measured(cheapest, 0, 0.80), measured(dearest, 0, 0.86));

        assertThat(steeper.winner().candidate()).isEqualTo(dearest);
        assertThat(two.winner().candidate()).isEqualTo(dearest);
        assertThat(two.explanation()).contains("The Pareto front has no knee", "the best measured is chosen");
    }

    @Test
    void whatIsWeighedMayBeAnotherCostThanMultiplyAdds() {
        Measurement fast = measuredAt(candidates.get(0), 1, 0.70);
        Measurement middle = measuredAt(candidates.get(1), 2, 0.78);
        Measurement slow = measuredAt(candidates.get(2), 4, 0.79);

        Selection knee = select(SelectionRule.KNEE, slow, fast, middle);
        Selection reward = select(new Objective(-1, 2, CostIndicator.LATENCY), fast, middle, slow);

        assertThat(knee.winner().candidate()).isEqualTo(candidates.get(1));
        assertThat(knee.explanation()).contains("it costs 50 % of the best in multiply-adds");
        assertThat(reward.winner().candidate()).isEqualTo(candidates.get(0));
        assertThat(reward.winner().score()).isEqualTo(1.4);
    }

    private static Measurement measuredAt(Candidate candidate, double cost, double top1) {
        return new Measurement(candidate, 0, new TreeMap<>(Map.of(1L, top1)), cost, false);
    }

    @Test
    void withoutASurfaceTheBestMeasuredIsChosenAndSaidToBe() {
        Selection selection = select(SelectionRule.SURFACE, measured(0, 0.7), measured(1, 0.8));

        assertThat(selection.winner().candidate()).isEqualTo(candidates.get(1));
        assertThat(selection.explanation())
                .contains("The best measured is chosen: there is no surface: 0 measurements are too few");
    }

    private Measurement measured(int candidate, Double... top1) {
        return measured(candidates.get(candidate), 0, top1);
    }

    /** With the seeds from 1 on. */
    private static Measurement measured(Candidate candidate, int rung, Double... top1) {
        TreeMap<Long, Double> bySeed = new TreeMap<>();
        for (Double accuracy : top1) {
            bySeed.put(bySeed.size() + 1L, accuracy);
        }
        return new Measurement(candidate, rung, bySeed, candidate.costRatio(), false);
    }

    private static Selection select(SelectionRule rule, Measurement... measurements) {
        return Selection.of(
                Ranking.of(List.of(measurements), Objective.ACCURACY, 0.95),
                List.of(),
                rule,
                CoefficientChoice.TARGET,
                Objective.ACCURACY,
                Grid.DEFAULT,
                0.95);
    }

    private static Selection select(Objective objective, Measurement... measurements) {
        return Selection.of(
                Ranking.of(List.of(measurements), objective, 0.95),
                List.of(),
                SelectionRule.MEASURED,
                CoefficientChoice.TARGET,
                objective,
                Grid.DEFAULT,
                0.95);
    }
}
