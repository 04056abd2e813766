package io.phiscale.protocol.recipe;

import io.phiscale.scaling.validation.Require;

/**
 * How gradients become steps.
 *
 * @param learningRate the peak, for the recipe's whole batch
 * @param decay of RMSProp's mean of squared gradients; SGD ignores it
 * @param epsilon of RMSProp, inside the root (TensorFlow's rule, EfficientNet's recipe); SGD ignores it
 * @param weightDecay L2, added to the gradient of weights and biases, but never of batch norm's
 */
public record Optimizer(
        Kind kind, double learningRate, double momentum, double decay, double epsilon, double weightDecay) {
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
    }
}
