package io.phiscale.engine.libtorch.optimizer;

import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.IValue;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** SGD with Nesterov momentum, as PyTorch has it: v = m·v + g, then w −= rate · (g + m·v); one pass over the memory. */
final class NesterovMomentum implements Stepper {
    private static final BoxedOperation FUSED_SGD = new BoxedOperation("_fused_sgd_", "tensor_lr");

    private final double momentum;
    private final double weightDecay;
    private final List<Tensor> weights;
    private final List<Tensor> velocities;

    NesterovMomentum(double momentum, double weightDecay, List<Tensor> weights) {
        this.momentum = momentum;
        this.weightDecay = weightDecay;
        this.weights = weights;
        velocities = weights.stream().map(torch::zeros_like).toList();
    }

    @Override
    public void step(List<Tensor> gradients, Tensor learningRate) {
        double dampening = 0;
        boolean nesterov = momentum > 0;
        boolean maximize = false;
        // The first step from a velocity of 0 is no special case.
        boolean isFirstStep = false;
        FUSED_SGD.call(
                BoxedOperation.list(weights),
                BoxedOperation.list(gradients),
                BoxedOperation.list(velocities),
                new IValue(weightDecay),
                new IValue(momentum),
                new IValue(learningRate),
                new IValue(dampening),
                new IValue(nesterov),
                new IValue(maximize),
                new IValue(isFirstStep),
                new IValue(),
                new IValue());
    }

    @Override
    public Map<String, List<Tensor>> state() {
        return Map.of("velocity", velocities);
    }
}
