package io.phiscale.engine.libtorch.optimizer;

import io.phiscale.protocol.recipe.Optimizer;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;

/** One optimizer's rule and state, for weights that share a weight decay. */
public interface Stepper {

    /**
     * @param gradients of the mean loss over the batch, without weight decay; as many as weights; overwritten
     * @param learningRate a single number, where the weights are: a step that was recorded may be given another one
     */
    void step(List<Tensor> gradients, Tensor learningRate);

    /** All that steps change but the weights: for each name a tensor for each weight. */
    Map<String, List<Tensor>> state();

    /** @param weights changed in place by every step */
    static Stepper of(Optimizer optimizer, double weightDecay, List<Tensor> weights) {
        return switch (optimizer.kind()) {
            case SGD -> new NesterovMomentum(optimizer.momentum(), weightDecay, weights);
            case RMSPROP -> new RmsProp(optimizer, weightDecay, weights);
        };
    }
}
