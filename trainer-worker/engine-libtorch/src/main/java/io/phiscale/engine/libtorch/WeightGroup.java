package io.phiscale.engine.libtorch;

import io.phiscale.engine.libtorch.network.Variable;
import io.phiscale.engine.libtorch.optimizer.Stepper;
import io.phiscale.protocol.recipe.Optimizer;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Tensor;

/** Weights that share a weight decay, and the optimizer's part that moves them. */
record WeightGroup(List<Variable> weights, Stepper stepper) {

    static WeightGroup of(List<Variable> weights, Optimizer optimizer, double weightDecay) {
        return new WeightGroup(
                weights,
                Stepper.of(
                        optimizer,
                        weightDecay,
                        weights.stream().map(Variable::tensor).toList()));
    }

    /**
     * @param gradients of the group's weights, at least
     * @param learningRate a single number, where the weights are
     */
    void step(Gradients gradients, Tensor learningRate) {
        stepper.step(
                weights.stream().map(weight -> gradients.of(weight.tensor())).toList(), learningRate);
    }

    List<TorchTensor> state() {
        List<TorchTensor> tensors = new ArrayList<>();
        stepper.state().forEach((name, values) -> {
            for (int i = 0; i < values.size(); i++) {
                tensors.add(new TorchTensor(
                        "optimizer/%s/%s".formatted(name, weights.get(i).name()), values.get(i)));
            }
        });
        return tensors;
    }
}
