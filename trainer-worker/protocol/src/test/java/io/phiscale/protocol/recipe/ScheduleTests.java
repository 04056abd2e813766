package io.phiscale.protocol.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import io.phiscale.protocol.recipe.Schedule.Kind;
import io.phiscale.scaling.validation.InvalidValueException;
import java.util.List;
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

    @Test
    void theCosineStartsOverAtEachRestartAndWhatCameBeforeIsAsItWas() {
        Schedule all = new Schedule(Kind.COSINE, 1, 1, 1, List.of(2, 6));
        Schedule first = new Schedule(Kind.COSINE, 1, 1, 1);
        Schedule second = new Schedule(Kind.COSINE, 1, 1, 1, List.of(2));

        for (double epoch = 0.05; epoch < 2; epoch += 0.1) {
            assertThat(all.factor(epoch, 18)).isEqualTo(first.factor(epoch, 2)).isEqualTo(second.factor(epoch, 6));
        }
        for (double epoch = 2; epoch < 6; epoch += 0.1) {
            assertThat(all.factor(epoch, 18)).isEqualTo(second.factor(epoch, 6));
        }
        assertThat(all.factor(1.999, 18)).isLessThan(0.01);
        assertThat(all.factor(2, 18)).isEqualTo(1);
        assertThat(all.factor(4, 18)).isCloseTo(0.5, within(1e-12));
        assertThat(all.factor(12, 18)).isCloseTo(0.5, within(1e-12));
    }

    @Test
    void aRecipeInStagesEndsAtTheLastAndStartsOverAtTheOthers() {
        Recipe staged = Recipe.DEFAULT.inStages(List.of(2, 6, 18));

        assertThat(staged.epochs()).isEqualTo(18);
        assertThat(staged.schedule().restarts()).containsExactly(2, 6);
        assertThat(staged.stages()).containsExactly(2, 6, 18);
        assertThat(Recipe.DEFAULT.stages()).containsExactly(Recipe.DEFAULT.epochs());
        assertThat(Recipe.DEFAULT.inStages(List.of(Recipe.DEFAULT.epochs()))).isEqualTo(Recipe.DEFAULT);
    }

    @Test
    void aFirstStageWithinTheWarmUpIsRefused() {
        Recipe warm = new Recipe(
                20,
                64,
                Optimizer.DEFAULT,
                new Schedule(Kind.COSINE, 5, 1, 1),
                Regularization.DEFAULT,
                Augmentation.DEFAULT);

        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() -> warm.inStages(List.of(5, 20)))
                .withMessageContaining("schedule.warmupEpochs")
                .withMessageContaining("less than the 5 epochs of the first rung");
        assertThat(warm.inStages(List.of(6, 20)).epochs()).isEqualTo(20);
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
