package io.phiscale.engine.libtorch.network;

import io.phiscale.scaling.architecture.Activation;
import java.util.List;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * Layers one after the other, and their input added to their output where the block skips. In training, an image loses
 * the branch with the drop rate (stochastic depth, Huang et al.).
 *
 * @param projection what the input goes through before it is added
 * @param afterSum what follows
 */
record ResidualBlock(
        List<Layer> layers, boolean skips, Optional<Layer> projection, double dropRate, Activation afterSum)
        implements Layer {

    @Override
    public Tensor forward(Tensor input, Pass pass) {
        Tensor branch = pass.through(layers, input);
        if (!skips) {
            return branch;
        }
        Tensor skip = projection.map(layer -> layer.forward(input, pass)).orElse(input);
        return Activations.apply(afterSum, sum(skip, branch, pass), pass);
    }

    private Tensor sum(Tensor skip, Tensor branch, Pass pass) {
        if (!pass.isTraining() || !drops()) {
            return skip.add(branch);
        }
        return torch.addcmul(skip, branch, pass.place().features(pass.survival(branch.size(0), 1)));
    }

    boolean drops() {
        return skips && dropRate > 0;
    }
}
