package io.phiscale.engine.libtorch.optimizer;

import static io.phiscale.engine.libtorch.optimizer.BoxedOperation.list;

import io.phiscale.protocol.recipe.Optimizer;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.bytedeco.pytorch.IValue;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * RMSProp as TensorFlow and EfficientNet's recipe have it: s = d·s + (1 − d)·g², v = m·v + rate · g / √(s + ε), then
 * w −= v. The mean square begins at 1, which keeps the first steps small; elsewhere it begins at 0.
 */
final class RmsProp implements Stepper {
    private static final BoxedOperation ADD = new BoxedOperation("_foreach_add_", "Scalar");
    private static final BoxedOperation ADD_LIST = new BoxedOperation("_foreach_add_", "List");
    private static final BoxedOperation MULTIPLY = new BoxedOperation("_foreach_mul_", "Scalar");
    private static final BoxedOperation MULTIPLY_BY = new BoxedOperation("_foreach_mul_", "Tensor");
    private static final BoxedOperation ADD_PRODUCT = new BoxedOperation("_foreach_addcmul_", "Scalar");
    private static final BoxedOperation ADD_QUOTIENT = new BoxedOperation("_foreach_addcdiv_", "Scalar");
    private static final BoxedOperation ROOT = new BoxedOperation("_foreach_sqrt_", "");
    private static final BoxedOperation COPY = new BoxedOperation("_foreach_copy_", "");

    private final Optimizer optimizer;
    private final double weightDecay;
    private final List<Tensor> weights;
    private final List<Tensor> meanSquares;
    private final List<Tensor> velocities;
    private final List<Tensor> roots;

    RmsProp(Optimizer optimizer, double weightDecay, List<Tensor> weights) {
        this.optimizer = optimizer;
        this.weightDecay = weightDecay;
        this.weights = weights;
        meanSquares = weights.stream().map(torch::ones_like).toList();
        velocities = weights.stream().map(torch::zeros_like).toList();
        roots = weights.stream().map(torch::zeros_like).toList();
    }

    @Override
    public void step(List<Tensor> gradients, Tensor learningRate) {
        IValue weight = list(weights);
        IValue gradient = list(gradients);
        IValue meanSquare = list(meanSquares);
        IValue velocity = list(velocities);
        IValue root = list(roots);
        if (weightDecay > 0) {
            ADD_LIST.call(gradient, weight, number(weightDecay));
        }
        MULTIPLY.call(meanSquare, number(optimizer.decay()));
        ADD_PRODUCT.call(meanSquare, gradient, gradient, number(1 - optimizer.decay()));
        boolean nonBlocking = false;
        COPY.call(root, meanSquare, new IValue(nonBlocking));
        ADD.call(root, number(optimizer.epsilon()));
        ROOT.call(root);
        MULTIPLY.call(velocity, number(optimizer.momentum()));
        MULTIPLY_BY.call(gradient, new IValue(learningRate));
        ADD_QUOTIENT.call(velocity, gradient, root, number(1));
        ADD_LIST.call(weight, velocity, number(-1));
    }

    private static IValue number(double value) {
        return new IValue(new Scalar(value));
    }

    @Override
    public Map<String, List<Tensor>> state() {
        return new TreeMap<>(Map.of("meanSquare", meanSquares, "velocity", velocities));
    }
}
