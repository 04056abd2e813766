package io.phiscale.protocol.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class RampedAverageTests {

    @Test
    void theDecayRisesToTheOneThatIsMeant() {
        assertThat(RampedAverage.newShare(0.9999, 0)).isEqualTo(0.9);
        assertThat(RampedAverage.newShare(0.9999, 90)).isCloseTo(0.09, within(1e-12));
        assertThat(RampedAverage.newShare(0.9999, 1_000_000)).isCloseTo(0.0001, within(1e-12));
    }

    @Test
    void withoutAveragingTheLastStepIsAll() {
        assertThat(Optimizer.DEFAULT.averagesWeights()).isFalse();
        assertThat(Optimizer.DEFAULT.averageShare(100)).isEqualTo(1);
    }
}
