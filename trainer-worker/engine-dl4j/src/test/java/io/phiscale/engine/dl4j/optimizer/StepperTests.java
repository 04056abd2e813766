package io.phiscale.engine.dl4j.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.phiscale.protocol.recipe.Optimizer;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Against the rules as their papers write them, number by number. */
class StepperTests {
    private static final double[] RATES = {0.1, 0.1, 0.05, 0.01};
    private static final double[][] GRADIENTS = {{1, -2, 0}, {0.5, 0.5, 0}, {-3, 0.1, 0}, {0, 1e-3, 0}};

    @Test
    void sgdTakesNesterovsStepInPytorchsForm() {
        Optimizer optimizer = new Optimizer(Optimizer.Kind.SGD, 0.1, 0.9, 0.9, 1e-3, 0);
        double[] weights = {1, 2, 3};
        double[] velocity = new double[3];
        for (int step = 0; step < RATES.length; step++) {
            for (int i = 0; i < 3; i++) {
                velocity[i] = 0.9 * velocity[i] + GRADIENTS[step][i];
                weights[i] -= RATES[step] * (GRADIENTS[step][i] + 0.9 * velocity[i]);
            }
        }

        assertThat(run(optimizer)).containsExactly(weights, within(1e-12));
    }

    @Test
    void rmsPropTakesTensorflowsStepWithEpsilonInsideTheRoot() {
        Optimizer optimizer = new Optimizer(Optimizer.Kind.RMSPROP, 0.1, 0.8, 0.9, 1e-3, 0);
        double[] weights = {1, 2, 3};
        double[] velocity = new double[3];
        double[] meanSquare = {1, 1, 1};
        for (int step = 0; step < RATES.length; step++) {
            for (int i = 0; i < 3; i++) {
                double gradient = GRADIENTS[step][i];
                meanSquare[i] = 0.9 * meanSquare[i] + 0.1 * gradient * gradient;
                velocity[i] = 0.8 * velocity[i] + RATES[step] * gradient / Math.sqrt(meanSquare[i] + 1e-3);
                weights[i] -= velocity[i];
            }
        }

        assertThat(run(optimizer)).containsExactly(weights, within(1e-12));
    }

    private static double[] run(Optimizer optimizer) {
        INDArray weights = Nd4j.createFromArray(1.0, 2.0, 3.0);
        Stepper stepper = Stepper.of(optimizer, weights);
        for (int step = 0; step < RATES.length; step++) {
            stepper.step(weights, Nd4j.createFromArray(GRADIENTS[step]), RATES[step]);
        }
        assertThat(weights.dataType()).isEqualTo(DataType.DOUBLE);
        return weights.toDoubleVector();
    }
}
