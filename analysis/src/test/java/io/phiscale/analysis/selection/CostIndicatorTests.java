package io.phiscale.analysis.selection;

import static org.assertj.core.api.Assertions.assertThat;

import io.phiscale.scaling.architecture.Cost;
import org.junit.jupiter.api.Test;

class CostIndicatorTests {
    private static final Cost BASELINE = new Cost(1_000, 40_000, 600);
    private static final Cost NETWORK = new Cost(1_500, 80_000, 900);

    @Test
    void costsAreCountedInMultiplesOfTheBaselines() {
        assertThat(CostIndicator.PARAMETERS.ratio(NETWORK, BASELINE, 8)).hasValue(1.5);
        assertThat(CostIndicator.MULTIPLY_ADDS.ratio(NETWORK, BASELINE, 8)).hasValue(2);
        assertThat(CostIndicator.ACTIVATIONS.ratio(NETWORK, BASELINE, 8)).hasValue(1.5);
        assertThat(CostIndicator.MEMORY.ratio(NETWORK, BASELINE, 8))
                .hasValue((double) NETWORK.trainingMemory(8) / BASELINE.trainingMemory(8));
    }

    @Test
    void latencyIsMeasuredAndNotCounted() {
        assertThat(CostIndicator.LATENCY.ratio(NETWORK, BASELINE, 8)).isEmpty();
    }
}
