package io.phiscale.engine.dl4j.optimizer;

import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;

/** SGD with Nesterov momentum, as PyTorch has it: v = m·v + g, then w −= rate · (g + m·v). */
final class NesterovMomentum implements Stepper {
    private final double momentum;
    private final INDArray velocity;
    private final INDArray scratch;

    NesterovMomentum(double momentum, INDArray weights) {
        this.momentum = momentum;
        velocity = weights.like();
        scratch = weights.like();
    }

    @Override
    public void step(INDArray weights, INDArray gradient, double learningRate) {
        velocity.muli(momentum).addi(gradient);
        gradient.addi(velocity.muli(momentum, scratch)).muli(learningRate);
        weights.subi(gradient);
    }

    @Override
    public Map<String, INDArray> state() {
        return Map.of("velocity", velocity);
    }
}
