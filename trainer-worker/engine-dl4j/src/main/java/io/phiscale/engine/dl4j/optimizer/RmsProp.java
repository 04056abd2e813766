package io.phiscale.engine.dl4j.optimizer;

import io.phiscale.protocol.recipe.Optimizer;
import java.util.Map;
import java.util.TreeMap;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * RMSProp as TensorFlow and EfficientNet's recipe have it: s = d·s + (1 − d)·g², v = m·v + rate · g / √(s + ε), then
 * w −= v. The mean square begins at 1, which keeps the first steps small; elsewhere it begins at 0.
 */
final class RmsProp implements Stepper {
    private final Optimizer optimizer;
    private final INDArray meanSquare;
    private final INDArray velocity;
    private final INDArray scratch;

    RmsProp(Optimizer optimizer, INDArray weights) {
        this.optimizer = optimizer;
        meanSquare = weights.like().assign(1);
        velocity = weights.like();
        scratch = weights.like();
    }

    @Override
    public void step(INDArray weights, INDArray gradient, double learningRate) {
        double decay = optimizer.decay();
        meanSquare.muli(decay).addi(gradient.muli(gradient, scratch).muli(1 - decay));
        INDArray root = Transforms.sqrt(meanSquare.addi(optimizer.epsilon(), scratch), false);
        velocity.muli(optimizer.momentum()).addi(gradient.divi(root).muli(learningRate));
        weights.subi(velocity);
    }

    @Override
    public Map<String, INDArray> state() {
        return new TreeMap<>(Map.of("meanSquare", meanSquare, "velocity", velocity));
    }
}
