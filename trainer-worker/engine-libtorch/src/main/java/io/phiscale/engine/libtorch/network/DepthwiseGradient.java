package io.phiscale.engine.libtorch.network;

import java.util.Arrays;
import org.bytedeco.javacpp.BoolPointer;
import org.bytedeco.pytorch.LongArrayRefOptional;
import org.bytedeco.pytorch.MemoryFormatOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.MemoryFormat;

/**
 * The gradient of a depthwise convolution's weights, on a processor, where oneDNN has no fast way to it on feature maps that
 * are channels last: for kernels wider than 3, and for outputs smaller than the kernel. It took 10 to 30 times as long as
 * for a 3×3 kernel on a large map, a seventh of a whole training step of EfficientNet-B0. For three of the kernel's columns
 * at a time, on a map that is padded beforehand, it has one.
 *
 * @param input [batch, channels, height, width], height and width alike
 * @param output [batch, channels, ⌈height / stride⌉, ⌈width / stride⌉]
 * @param weight [channels, 1, kernel, kernel]
 */
public record DepthwiseGradient(Tensor input, Tensor output, Tensor weight, Padding padding, int stride) {
    private static final int COLUMNS = 3;
    private static final int HEIGHT = 2;
    private static final int WIDTH = 3;
    private static final long[] ONE = {1, 1};
    private static final long[] NONE = {0, 0};

    /** @param size of the input */
    static boolean suits(int kernel, int stride, long size) {
        return kernel > COLUMNS || Padding.outputs(size, stride) < kernel;
    }

    /**
     * @param outer the output's gradient
     * @return the weight's
     */
    public Tensor of(Tensor outer) {
        long margin = margin();
        long met = weight.size(HEIGHT) - 2 * margin;
        Tensor gradient = margin > 0 ? torch.zeros_like(weight) : torch.empty_like(weight);
        Tensor inner = gradient.narrow(HEIGHT, margin, met).narrow(WIDTH, margin, met);
        for (long column = 0; column < met; column += COLUMNS) {
            // The last ones overlap those before them: only what is new of them counts.
            long first = Math.min(column, met - COLUMNS);
            long count = Math.min(COLUMNS, met - column);
            Tensor three = ofThree(outer, first + margin, margin);
            Tensor unused = inner.narrow(WIDTH, column, count).copy_(three.narrow(WIDTH, column - first, count));
        }
        return gradient;
    }

    /**
     * Of a kernel that is larger than the map, how many rows and columns at each side meet nothing but padding; fewer where
     * too few would be left.
     */
    private long margin() {
        long kernel = weight.size(HEIGHT);
        long before = padding.before() - stride * (output.size(HEIGHT) - 1);
        long after = kernel - padding.before() - input.size(HEIGHT);
        return Math.max(0, Math.min((kernel - COLUMNS) / 2, Math.min(before, after)));
    }

    /**
     * @param outer the output's gradient
     * @param first of the kernel's columns
     * @param margin of its rows that are left out at each side
     */
    private Tensor ofThree(Tensor outer, long first, long margin) {
        long rows = weight.size(HEIGHT) - 2 * margin;
        Padding vertical = new Padding(padding.before() - margin, padding.after() - margin);
        // What the convolution adds by itself needs no copy.
        boolean itself = vertical.isSymmetric() && outer.size(HEIGHT) >= rows;
        long above = itself ? 0 : vertical.before();
        long below = itself ? 0 : vertical.after();
        // Padded or cut so that the first column meets the map's first one.
        long left = padding.before() - first;
        long right = stride * (outer.size(WIDTH) - 1) + COLUMNS - left - input.size(WIDTH);
        Tensor slice = padded(left, right, above, below);
        long channels = weight.size(0);
        Tensor shape = torch.empty(
                new long[] {channels, 1, rows, COLUMNS},
                new TensorOptions(),
                new MemoryFormatOptional(MemoryFormat.ChannelsLast));
        try (BoolPointer weightAlone = new BoolPointer(3)) {
            weightAlone.put(0, false).put(1, true).put(2, false);
            return torch.convolution_backward(
                            outer,
                            slice,
                            shape,
                            new LongArrayRefOptional(),
                            new long[] {stride, stride},
                            new long[] {vertical.before() - above, 0},
                            ONE,
                            false,
                            NONE,
                            channels,
                            weightAlone)
                    .get1();
        }
    }

    /** Negative numbers cut. */
    private Tensor padded(long... byEachSide) {
        boolean none = Arrays.stream(byEachSide).allMatch(by -> by == 0);
        return none ? input : torch.constant_pad_nd(input, byEachSide, new Scalar(0));
    }
}
