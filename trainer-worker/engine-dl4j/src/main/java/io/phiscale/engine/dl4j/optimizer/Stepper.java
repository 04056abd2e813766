package io.phiscale.engine.dl4j.optimizer;

import io.phiscale.protocol.recipe.Optimizer;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;

/** One optimizer's rule and state. Numbers whose gradient is always 0, such as running statistics, never move. */
public interface Stepper {

    /**
     * @param weights changed in place
     * @param gradient of the mean loss over the batch, weight decay included; overwritten
     */
    void step(INDArray weights, INDArray gradient, double learningRate);

    /** All that steps change but the weights: vectors with a number for each weight, by name. */
    Map<String, INDArray> state();

    static Stepper of(Optimizer optimizer, INDArray weights) {
        return switch (optimizer.kind()) {
            case SGD -> new NesterovMomentum(optimizer.momentum(), weights);
            case RMSPROP -> new RmsProp(optimizer, weights);
        };
    }
}
