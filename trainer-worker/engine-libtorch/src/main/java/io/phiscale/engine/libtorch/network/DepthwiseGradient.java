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
 * are channels last: for kernels wider than 3 it takes 10 to 30 times as long as for others, and 5 times for outputs that
 * are smaller than the kernel. For three of the kernel's columns at a time, on a map that is padded beforehand, it has one.
 *
 * @param input [batch, channels, size, size]
 * @param output [batch, channels, ⌊(size + 2 · padding − kernel) / stride⌋ + 1, as many]
 * @param weight [channels, 1, kernel, kernel]
 * @param padding rows and columns that the convolution adds at each side
 */
public record DepthwiseGradient(Tensor input, Tensor output, Tensor weight, long padding, int stride) {
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
        long before = padding - stride * (output.size(HEIGHT) - 1);
        long after = kernel - padding - input.size(HEIGHT);
        return Math.max(0, Math.min((kernel - COLUMNS) / 2, Math.min(before, after)));
    }

    /**
     * @param outer the output's gradient
     * @param first of the kernel's columns
     * @param margin of its rows that are left out at each side
     */
    private Tensor ofThree(Tensor outer, long first, long margin) {
        long rows = weight.size(HEIGHT) - 2 * margin;
        long vertical = padding - margin;
        // What the convolution adds by itself needs no copy.
        boolean itself = outer.size(HEIGHT) >= rows;
        long above = itself ? 0 : vertical;
        // Padded or cut so that the first column meets the map's first one.
        long left = padding - first;
        long right = stride * (outer.size(WIDTH) - 1) + COLUMNS - left - input.size(WIDTH);
        Tensor slice = padded(left, right, above, above);
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
                            new long[] {vertical - above, 0},
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
