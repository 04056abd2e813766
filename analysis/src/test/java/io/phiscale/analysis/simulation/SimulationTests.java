package io.phiscale.analysis.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.phiscale.analysis.budget.Budget;
import io.phiscale.analysis.budget.Promotion;
import io.phiscale.analysis.budget.Rungs;
import io.phiscale.analysis.simulation.SyntheticCurves.Shape;
import io.phiscale.analysis.simulation.SyntheticCurves.World;
import java.util.List;
import org.junit.jupiter.api.Test;

class SimulationTests {
    private static final int SEARCHES = 300;
    private static final double TOLERANCE = 0.002;
    private static final Budget EXHAUSTIVE = Budget.same(18, List.of(1L, 2L, 3L));
    /** What a search has that asks for a budget and says no more. */
    private static final Budget USUAL = new Budget(
            new Rungs(List.of(2, 18), Rungs.DEFAULT_KEEP, Rungs.DEFAULT_LEAST, Promotion.CORRECTED),
            List.of(1L),
            3,
            Budget.DEFAULT_CONFIDENCE);

    @Test
    void theUsualBudgetFindsAsMuchAsAllCandidatesWithThreeSeedsByAQuarterOfTheTraining() {
        Summary exhaustive = simulate(EXHAUSTIVE, World.TYPICAL);
        Summary usual = simulate(USUAL, World.TYPICAL);

        assertThat(usual.spent()).isLessThanOrEqualTo(exhaustive.spent() / 4);
        assertThat(usual.surface().within())
                .isGreaterThanOrEqualTo(exhaustive.measured().within());
    }

    /** Where width is twice as far ahead, promotion by score alone loses the best on the way. */
    @Test
    void promotionIsCorrectedForWhatLearnsFast() {
        World hard = new World(Shape.SMOOTH, 6, 0.02, 0.001, 0.002, 0.001, 1, 1, 0.06, 18);

        Summary corrected = simulate(USUAL, hard);
        Summary byScore = simulate(usual(Promotion.CERTAIN), hard);

        assertThat(corrected.surface().within()).isGreaterThan(byScore.surface().within() + 0.03);
    }

    /** Its models do not hold there, and it is to be no worse for that than the mean of three seeds. */
    @Test
    void whereNothingIsAsTheModelsHaveItTheUsualBudgetIsNotMuchWorse() {
        World ridged = new World(Shape.RIDGED, 6, 0.02, 0.001, 0.002, 0.001, 1, 1, 0.03, 18);

        Summary exhaustive = simulate(EXHAUSTIVE, ridged);
        Summary usual = simulate(USUAL, ridged);

        assertThat(usual.surface().within()).isGreaterThan(exhaustive.measured().within() - 0.05);
        assertThat(usual.surface().behind()).isLessThan(exhaustive.measured().behind() + 0.0005);
    }

    @Test
    void ofManyCandidatesWithOneSeedTheSurfaceChoosesBetterThanTheHighestMean() {
        Summary single = simulate(Budget.same(18, List.of(1L)), World.TYPICAL);

        assertThat(single.surface().within()).isGreaterThan(single.measured().within() + 0.05);
        assertThat(single.surface().behind()).isLessThan(single.measured().behind());
    }

    @Test
    void whatIsSpentIsWhatTheBudgetSaysBeforehand() {
        Rungs rungs = new Rungs(List.of(2, 6, 18), 1 / 3.0, 4, Promotion.CERTAIN);
        Budget budget = new Budget(rungs, List.of(1L, 2L), 2, 0.95);

        Summary summary = simulate(budget, World.TYPICAL);

        assertThat(summary.spent()).isCloseTo((double) budget.least(28).epochs(), within(1e-9));
    }

    /** 28 candidates and 12 that go on leave some of 8 workers without work at the end of each rung. */
    @Test
    void earlyPromotionsLetFewerWorkersWaitAndCostSomeTrainingMore() {
        Summary certain = simulate(usual(Promotion.CERTAIN), World.TYPICAL, 8);
        Summary early = simulate(usual(Promotion.EARLY), World.TYPICAL, 8);

        assertThat(early.spent()).isGreaterThan(certain.spent());
        assertThat(early.time() / early.spent()).isLessThan(certain.time() / certain.spent());
    }

    @Test
    void theSameSearchComesToTheSameAgain() {
        SimulatedSearch.Result once = SimulatedSearch.run(USUAL, new SyntheticCurves(World.TYPICAL, 7), 4);

        assertThat(SimulatedSearch.run(USUAL, new SyntheticCurves(World.TYPICAL, 7), 4))
                .isEqualTo(once);
    }

    private static Budget usual(Promotion promotion) {
        Rungs rungs = USUAL.rungs();
        return new Budget(
                new Rungs(rungs.epochs(), rungs.keep(), rungs.least(), promotion),
                USUAL.seeds(),
                USUAL.mostSeeds(),
                USUAL.confidence());
    }

    private static Summary simulate(Budget budget, World world) {
        return simulate(budget, world, 4);
    }

    private static Summary simulate(Budget budget, World world, int workers) {
        return Summary.of(budget, number -> new SyntheticCurves(world, number), SEARCHES, workers, TOLERANCE);
    }
}
