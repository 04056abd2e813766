package io.phiscale.specification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.phiscale.protocol.dataset.BuiltInDataSets;
import io.phiscale.scaling.candidate.CandidateSet;
import io.phiscale.scaling.candidate.CostMeasure;
import io.phiscale.scaling.candidate.Realised;
import io.phiscale.scaling.coefficient.DepthRounding;
import io.phiscale.scaling.coefficient.Rounding;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How a search says which networks it compares. */
class StrategyDocumentTests {
    private static final String SHORTEST =
            """
            baseline: efficientnet-b0
            dataset: {name: fashion-mnist}
            """;

    @Test
    void networksOfEqualCostMayBeAskedForAndHowTheyAreRounded() {
        SearchSpecification search = SpecificationReader.readSearch(
                SHORTEST
                        + """
                        strategy: {kind: realised, costs: [multiply-adds, memory], band: 0.08, candidates: 12, step: 0.02}
                        rounding: {depth: nearest, resolutionCap: 64}
                        """);

        assertThat(search.strategy())
                .isEqualTo(new Realised(List.of(CostMeasure.MULTIPLY_ADDS, CostMeasure.MEMORY), 0.08, 12, 0.02, 2, 1));
        assertThat(search.rounding()).isEqualTo(new Rounding(8, 1, DepthRounding.NEAREST, 64));
    }

    @Test
    void aSearchSaysOfHowManyNetworksItTakesSome() {
        SearchPlan plan = SpecificationReader.readSearch(
                        SHORTEST + "strategy: {kind: realised, candidates: 5}\nseeds: [1, 2]\n")
                .plan(BuiltInDataSets.FASHION_MNIST);
        CandidateSet candidates = plan.candidates();

        assertThat(candidates.candidates()).hasSize(5);
        assertThat(plan.warnings(candidates))
                .anyMatch(warning -> warning.startsWith(
                        "5 of the %d networks that cost what was asked for".formatted(candidates.distinct())));
    }

    @Test
    void aBandThatNoNetworkMeetsNamesTheNearest() {
        SearchPlan plan = SpecificationReader.readSearch(SHORTEST + "strategy: {kind: realised, band: 0}\n")
                .plan(BuiltInDataSets.FASHION_MNIST);

        assertThatThrownBy(plan::candidates)
                .hasMessageMatching(
                        "strategy\\.band is 0\\.0; allowed: at least 0\\.\\d+: the network nearest to 2.* times has"
                                + " \\d\\.\\d+ times the baseline's multiply-adds");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "kind: simplex, step: 0.1         | strategy.kind is simplex; allowed: grid or realised, where there is step",
                "kind: realised, tolerance: 0.1   | strategy.kind is realised; allowed: grid, where there is alpha, beta, gamma or tolerance",
                "band: 0.1                        | strategy.kind is grid; allowed: realised, where there is costs, band, candidates, around or within",
                "kind: realised, divisions: 2     | strategy.kind is realised; allowed: simplex, where there is divisions",
                "'kind: realised, costs: [flops]' | strategy.costs is flops; allowed: some of multiply-adds, parameters, activations, memory"
            })
    void whatIsNotTheStrategysOwnIsRefused(String strategy, String message) {
        assertThatThrownBy(() -> SpecificationReader.readSearch(SHORTEST + "strategy: {" + strategy + "}\n"))
                .hasMessage(message);
    }

    @Test
    void coefficientsAreThreeNumbersEach() {
        assertThatThrownBy(() -> SpecificationReader.readSearch(
                        SHORTEST + "strategy: {kind: listed, coefficients: [[1.2, 1.1, 1.15], [1.2, 1.1]]}\n"))
                .hasMessageContaining(
                        "strategy.coefficients[1] is [1.2, 1.1]; allowed: three numbers: alpha, beta and gamma");
        assertThatThrownBy(() -> SpecificationReader.readSearch(
                        SHORTEST + "strategy: {kind: listed, coefficients: [[0.9, 1, 1]]}\n"))
                .hasMessageContaining("strategy.coefficients[0].alpha is 0.9");
        assertThatThrownBy(() -> SpecificationReader.readSearch(SHORTEST + "strategy: {kind: listed}\n"))
                .hasMessageContaining("strategy.coefficients is 0 of them");
        assertThatThrownBy(() -> SpecificationReader.readSearch(
                        SHORTEST + "strategy: {kind: realised, coefficients: [[1, 1, 1]]}\n"))
                .hasMessageContaining("strategy.kind is realised; allowed: listed, where there is coefficients");
    }

    @Test
    void aNeighbourhoodHasACentre() {
        assertThatThrownBy(() -> SpecificationReader.readSearch(SHORTEST + "strategy: {kind: realised, within: 0.2}\n"))
                .hasMessageContaining("strategy.within is 0.2; allowed: none, where there is no around");
        assertThatThrownBy(() -> SpecificationReader.readSearch(
                        SHORTEST + "strategy: {kind: realised, around: [1.2, 1.1, 1.1], within: 2}\n"))
                .hasMessageContaining("strategy.within is 2");
    }
}
