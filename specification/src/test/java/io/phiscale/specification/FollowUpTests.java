package io.phiscale.specification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.phiscale.protocol.dataset.DataSetFacts;
import io.phiscale.scaling.candidate.Candidate;
import io.phiscale.scaling.candidate.Listed;
import io.phiscale.scaling.candidate.Realised;
import io.phiscale.scaling.coefficient.Coefficients;
import org.junit.jupiter.api.Test;

class FollowUpTests {
    private static final DataSetFacts SHAPES = new DataSetFacts("shapes", 8, 3, 0, 4_000);
    private static final Coefficients ANSWER = new Coefficients(1.3, 1.1, 1.1);
    private static final SearchPlan FIRST = plan(
            """
            name: first
            baseline: mbconv-nano
            strategy: {kind: realised, costs: [activations], band: 0.07, candidates: 9}
            dataset: {name: shapes, trainingImages: 500}
            recipe: {batchSize: 32}
            seeds: [5]
            budget: {rungs: [2, 6], mostSeeds: 4}
            limit: {images: 100000}
            controls: false
            labels: [night]
            """);

    @Test
    void aCheckTrainsTheAnswersModelBesideItsControlsWithSeedsThatTellNoise() {
        SearchPlan check = plan(FollowUp.CHECK.write(7, FIRST, ANSWER, 2));

        SearchSpecification specification = check.specification();
        assertThat(specification.name()).isEqualTo("first: checked at φ = 2");
        assertThat(specification.follows()).isEqualTo(7);
        assertThat(specification.strategy()).isInstanceOf(Listed.class);
        assertThat(check.candidates().candidates())
                .singleElement()
                .extracting(Candidate::fingerprint)
                .isEqualTo(FIRST.scaler().scale(ANSWER.at(2)).fingerprint());
        assertThat(specification.controls()).isTrue();
        assertThat(specification.budget().seeds()).containsExactly(5L, 6L, 7L);
        assertThat(specification.budget().rungs())
                .isEqualTo(FIRST.specification().budget().rungs());
        assertThat(specification.limit()).isEqualTo(CostLimit.NONE);
        assertThat(specification.labels()).containsExactly("night");
        assertThat(check.recipe()).isEqualTo(FIRST.recipe());
        assertThat(check.data()).isEqualTo(FIRST.data());
    }

    /** Its rivals are to cost what it does, which is not what its product says. */
    @Test
    void theTargetIsWhatTheModelReallyCosts() {
        SearchPlan check = plan(FollowUp.CHECK.write(7, FIRST, ANSWER, 2));

        double cost = check.candidates().candidates().get(0).costRatio();
        assertThat(Math.pow(check.specification().strategy().target(), 2)).isCloseTo(cost, within(1e-3));
        assertThat(cost).isNotCloseTo(Math.pow(ANSWER.product(), 2), within(0.05));
    }

    @Test
    void aRefinedSearchLooksAroundTheLargerModel() {
        SearchPlan refined = plan(FollowUp.REFINE.write(7, FIRST, ANSWER, 3));

        Realised strategy = (Realised) refined.specification().strategy();
        assertThat(strategy.phi()).isEqualTo(3);
        assertThat(strategy.band()).isEqualTo(0.07);
        assertThat(strategy.around()).isNotNull();
        assertThat(strategy.around().coefficients()).isEqualTo(ANSWER);
        assertThat(refined.specification().budget())
                .isEqualTo(FIRST.specification().budget());
        assertThat(refined.specification().name()).isEqualTo("first: refined at φ = 3");
        assertThat(refined.candidates().candidates()).hasSize(9);
        theModelIsInTheBand(FIRST, refined, 3);
    }

    /** What is within 5 % at one φ need not be so at another. */
    @Test
    void aRefinedSearchsCoefficientsAreHeldAgainstTheFirstAnswersProduct() {
        SearchPlan refined = plan(FollowUp.REFINE.write(7, FIRST, ANSWER, 3));

        // The target is what the model really costs, which its coefficients' product is not.
        assertThat(refined.specification().strategy().product()).isEqualTo(ANSWER.product());
        assertThat(refined.specification().strategy().target()).isNotCloseTo(ANSWER.product(), within(0.01));
        assertThat(FIRST.specification().strategy().product())
                .isEqualTo(FIRST.specification().strategy().target());
    }

    @Test
    void theUsualPhiIsAboveTheFirstSearchs() {
        assertThat(FollowUp.CHECK.usualPhi(FIRST)).isEqualTo(2);
        assertThat(FollowUp.REFINE.usualPhi(FIRST)).isEqualTo(3);
    }

    @Test
    void aBandOfSeveralCostsIsAsWideAsTheModelNeeds() {
        SearchPlan first = plan(
                """
                baseline: mbconv-nano
                strategy: {kind: realised, costs: [parameters, memory], band: 0.05}
                dataset: {name: shapes}
                """);

        SearchPlan refined = plan(FollowUp.REFINE.write(7, first, ANSWER, 2));

        assertThat(((Realised) refined.specification().strategy()).band()).isGreaterThan(0.05);
        theModelIsInTheBand(first, refined, 2);
    }

    private static void theModelIsInTheBand(SearchPlan first, SearchPlan refined, double phi) {
        Realised strategy = (Realised) refined.specification().strategy();
        var model = first.scaler().scale(ANSWER.at(phi)).cost();
        var baseline = first.scaler().baseline().architecture().cost();
        int batchSize = first.recipe().batchSize();
        assertThat(strategy.costs()).allSatisfy(measure -> {
            double ratio = measure.of(model, batchSize) / measure.of(baseline, batchSize);
            assertThat(ratio / Math.pow(strategy.target(), phi)).isCloseTo(1, within(strategy.band()));
        });
    }

    @Test
    void aPhiThatNothingCanBeBuiltAtIsRefused() {
        assertThatThrownBy(() -> FollowUp.CHECK.write(7, FIRST, ANSWER, 0)).hasMessageContaining("phi is 0");
    }

    @Test
    void aCheckAtTheSamePhiWouldCheckNothing() {
        assertThatThrownBy(() -> FollowUp.CHECK.write(7, FIRST, ANSWER, 1))
                .hasMessage("phi is 1.0; allowed: another one than that of the search itself");
    }

    @Test
    void aLongNameStaysWithinItsLimit() {
        SearchPlan longest = plan("name: " + "n".repeat(200) + "\nbaseline: mbconv-nano\ndataset: {name: shapes}\n");

        assertThat(plan(FollowUp.CHECK.write(7, longest, ANSWER, 2))
                        .specification()
                        .name())
                .hasSize(200)
                .endsWith("n: checked at φ = 2");
    }

    private static SearchPlan plan(String document) {
        return SpecificationReader.readSearch(document).plan(SHAPES);
    }
}
