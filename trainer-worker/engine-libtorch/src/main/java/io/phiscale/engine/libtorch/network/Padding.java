package io.phiscale.engine.libtorch.network;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * TensorFlow's "same": as much on all sides as makes the output ⌈size / stride⌉, and one more at the right and at the
 * bottom where that is odd.
 *
 * @param before rows at the top, columns at the left
 * @param after rows at the bottom, columns at the right
 */
record Padding(long before, long after) {

    static Padding same(long size, int kernel, int stride) {
        long total = Math.max(0, (outputs(size, stride) - 1) * stride + kernel - size);
        return new Padding(total / 2, total - total / 2);
    }

    /** ⌈size / stride⌉. */
    static long outputs(long size, int stride) {
        return (size + stride - 1) / stride;
    }

    boolean isSymmetric() {
        return before == after;
    }

    /** What a convolution can add by itself, at no cost. */
    long[] symmetric() {
        long both = isSymmetric() ? before : 0;
        return new long[] {both, both};
    }

    /** Adds what a convolution cannot. */
    Tensor around(Tensor featureMap) {
        return around(featureMap, 0);
    }

    /** Adds, of some number, what a convolution or a pooling cannot. */
    Tensor around(Tensor featureMap, double number) {
        return isSymmetric()
                ? featureMap
                : torch.constant_pad_nd(featureMap, new long[] {before, after, before, after}, new Scalar(number));
    }
}
