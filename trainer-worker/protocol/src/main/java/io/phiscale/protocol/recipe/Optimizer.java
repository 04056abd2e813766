package io.phiscale.protocol.recipe;

import io.phiscale.scaling.validation.Require;

/**
 * How gradients become steps.
 *
 * @param learningRate the peak, for the recipe's whole batch
 * @param decay of RMSProp's mean of squared gradients; SGD ignores it
 * @param epsilon of RMSProp, inside the root (TensorFlow's rule, EfficientNet's recipe); SGD ignores it
 * @param weightDecay L2, added to the gradient of weights and biases, but never of batch norm's
 * @param weightAveraging decay of the exponential average of all weights and running statistics over steps, which is what
 *     is validated and tested (EfficientNet's recipe: 0.9999); 0 for none, where that is the network of the last step
 */
public record Optimizer(
        Kind kind,
        double learningRate,
        double momentum,
        double decay,
        double epsilon,
        double weightDecay,
        Double weightAveraging) {
    public enum Kind {
        /** With Nesterov momentum. */
        SGD,
        RMSPROP
    }

    public static final Optimizer DEFAULT = new Optimizer(Kind.SGD, 0.1, 0.9, 0.9, 1e-3, 1e-5);

    public Optimizer {
        Require.positive("learningRate", learningRate);
        Require.between("learningRate", learningRate, 0, 100);
        Require.between("momentum", momentum, 0, 0.9999);
        Require.between("decay", decay, 0, 0.9999);
        Require.between("epsilon", epsilon, 0, 1);
        Require.between("weightDecay", weightDecay, 0, 1);
        // Recipes that were stored before there was a choice hold none.
        weightAveraging = weightAveraging == null ? 0 : weightAveraging;
        Require.between("weightAveraging", weightAveraging, 0, 0.999999);
    }

    /** Without weight averaging. */
    public Optimizer(
            Kind kind, double learningRate, double momentum, double decay, double epsilon, double weightDecay) {
        this(kind, learningRate, momentum, decay, epsilon, weightDecay, 0.0);
    }

    public boolean averagesWeights() {
        return weightAveraging > 0;
    }

    /** @return what the average takes of the weights that the next step makes, from 0 to 1; all where there is none */
    public double averageShare(long stepsBefore) {
        return RampedAverage.newShare(weightAveraging, stepsBefore);
    }
}
