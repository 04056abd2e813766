package io.phiscale.engine.libtorch.network;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/**
 * A dense layer as a 1×1 convolution of a single pixel. On processors libtorch leaves matrix products as such to OpenBLAS,
 * which has one thread and not all of a processor's instructions; convolutions go to oneDNN, which has them.
 */
final class PointwiseProduct {
    private static final long[] ONE = {1, 1};
    private static final long[] NO_PADDING = {0, 0};

    private PointwiseProduct() {}

    /**
     * @param input [batch, inputs, 1, 1]
     * @param weight [outputs, inputs, 1, 1]
     * @param bias [outputs]
     * @return [batch, outputs, 1, 1]
     */
    static Tensor of(Tensor input, Tensor weight, Tensor bias) {
        return torch.conv2d(input, weight, new TensorOptional(bias), ONE, NO_PADDING, ONE, 1);
    }
}
