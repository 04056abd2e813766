package io.phiscale.engine.libtorch.network;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** Global average pooling. */
final class Pooling {
    private static final long[] HEIGHT_AND_WIDTH = {2, 3};

    private Pooling() {}

    /**
     * A sum, divided: of libtorch's own mean, the backward pass divides a number for each pixel, of this one for each
     * channel.
     *
     * @return [batch, channels, 1, 1]
     */
    static Tensor average(Tensor featureMap) {
        long pixels = featureMap.size(2) * featureMap.size(3);
        return torch.sum(featureMap, HEIGHT_AND_WIDTH, true, new ScalarTypeOptional())
                .div(new Scalar(pixels));
    }
}
