package io.phiscale.engine.libtorch.network;

import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * Layers one after the other, and their input added to their output where the block skips. In training, an image loses
 * the branch with the drop rate (stochastic depth, Huang et al.).
 */
record ResidualBlock(List<Layer> layers, boolean skips, double dropRate) implements Layer {

    @Override
    public Tensor forward(Tensor input, Pass pass) {
        Tensor branch = pass.through(layers, input);
        if (!skips) {
            return branch;
        }
        if (!pass.isTraining() || !drops()) {
            return input.add(branch);
        }
        return torch.addcmul(input, branch, pass.place().features(pass.survival(input.size(0), 1)));
    }

    boolean drops() {
        return skips && dropRate > 0;
    }
}
