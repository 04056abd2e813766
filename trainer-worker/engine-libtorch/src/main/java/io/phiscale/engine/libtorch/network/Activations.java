package io.phiscale.engine.libtorch.network;

import io.phiscale.scaling.architecture.Activation;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** Activations as libtorch computes them. */
final class Activations {
    private static final double MOST = 6;

    private Activations() {}

    /** @param input not to be read afterwards: outside of training it is written over. In training, gradients need it */
    static Tensor apply(Activation activation, Tensor input, Pass pass) {
        return switch (activation) {
            case IDENTITY -> input;
            case SILU -> pass.isTraining() ? torch.silu(input) : torch.silu_(input);
            // What these gave is all that their gradients need.
            case RELU -> torch.relu_(input);
            case RELU6 -> torch.hardtanh_(input, new Scalar(0.0), new Scalar(MOST));
        };
    }
}
