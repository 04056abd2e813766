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
     * By the gradients that have added up.
     *
     * @param learningRate a single number, where the weights are
     */
    void step(Tensor learningRate) {
        List<Tensor> gradients =
                weights.stream().map(weight -> weight.tensor().grad()).toList();
        stepper.step(gradients, learningRate);
    }

    void forgetGradients() {
        weights.forEach(weight -> weight.tensor().mutable_grad().reset());
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
