package io.phiscale.protocol.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.phiscale.protocol.recipe.Schedule.Kind;
import org.junit.jupiter.api.Test;

class ScheduleTests {
    private static final int EPOCHS = 10;
    private static final int STEPS = 4;

    @Test
    void warmUpRisesInALineFromAboveNothing() {
        Schedule schedule = new Schedule(Kind.CONSTANT, 1, 1, 1);

        assertThat(factors(schedule, STEPS)).containsExactly(0.125, 0.375, 0.625, 0.875);
        assertThat(factor(schedule, STEPS)).isEqualTo(1);
    }

    @Test
    void theCosineFallsFromOneToAlmostNothing() {
        Schedule schedule = new Schedule(Kind.COSINE, 0, 1, 1);
        double[] factors = factors(schedule, EPOCHS * STEPS);

        for (int step = 1; step < factors.length; step++) {
            assertThat(factors[step]).isLessThan(factors[step - 1]);
        }
        assertThat(factors[0]).isCloseTo(1, within(0.01));
        assertThat(schedule.factor(EPOCHS / 2.0, EPOCHS)).isCloseTo(0.5, within(1e-12));
        assertThat(factors[factors.length - 1]).isPositive().isLessThan(0.01);
    }

    /** The rule of EfficientNet's own code: 0.97 to the whole number of 2.4 epochs since the first step. */
    @Test
    void exponentialDecayCountsFromTheFirstStepThroughTheWarmUp() {
        Schedule schedule = new Schedule(Kind.EXPONENTIAL, 5, 0.97, 2.4);

        assertThat(schedule.factor(5, 350)).isCloseTo(Math.pow(0.97, 2), within(1e-12));
        assertThat(schedule.factor(7.3, 350)).isCloseTo(Math.pow(0.97, 3), within(1e-12));
    }

    private static double[] factors(Schedule schedule, int steps) {
        double[] factors = new double[steps];
        for (int step = 0; step < steps; step++) {
            factors[step] = factor(schedule, step);
        }
        return factors;
    }

    private static double factor(Schedule schedule, int step) {
        return schedule.factor((step + 0.5) / STEPS, EPOCHS);
    }
}
