package io.phiscale.engine.libtorch.network;

import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** Global average pooling. */
final class Pooling {
    private static final long[] HEIGHT_AND_WIDTH = {2, 3};

    private Pooling() {}

    /** @return [batch, channels, 1, 1] */
    static Tensor average(Tensor featureMap) {
        return torch.mean(featureMap, HEIGHT_AND_WIDTH, true, new ScalarTypeOptional());
    }
}
