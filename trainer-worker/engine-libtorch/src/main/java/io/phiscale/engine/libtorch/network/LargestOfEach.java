package io.phiscale.engine.libtorch.network;

import io.phiscale.scaling.architecture.MaxPooling;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** Max pooling, to ⌈size / stride⌉. */
record LargestOfEach(MaxPooling pooling) implements Layer {
    private static final double LESS_THAN_ANY = Double.NEGATIVE_INFINITY;

    @Override
    public Tensor forward(Tensor input, Pass pass) {
        Padding padding = Padding.same(input.size(2), pooling.kernel(), pooling.stride());
        return torch.max_pool2d(
                padding.around(input, LESS_THAN_ANY),
                new long[] {pooling.kernel(), pooling.kernel()},
                new long[] {pooling.stride(), pooling.stride()},
                padding.symmetric(),
                new long[] {1, 1},
                false);
    }
}
