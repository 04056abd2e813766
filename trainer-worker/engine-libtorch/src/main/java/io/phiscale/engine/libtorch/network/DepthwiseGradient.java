package io.phiscale.engine.libtorch.network;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.BoolPointer;
import org.bytedeco.pytorch.LongArrayRefOptional;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.MemoryFormatOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.MemoryFormat;

/**
 * The gradient of a depthwise convolution's weights, on a processor. For kernels wider than 3, oneDNN has no fast way to it
 * where feature maps are channels last: 5×5 took 10 to 30 times as long as 3×3, a seventh of a whole training step of
 * EfficientNet-B0. For three of the kernel's columns at a time, on a map that is padded
 * beforehand, it has one.
 *
 * @param input [batch, channels, height, width]
 * @param output [batch, channels, ⌈height / stride⌉, ⌈width / stride⌉]; keeps its gradient
 * @param weight [channels, 1, kernel, kernel]
 */
record DepthwiseGradient(Tensor input, Tensor output, Tensor weight, Padding padding, int stride) {
    private static final int COLUMNS = 3;
    private static final int HEIGHT = 2;
    private static final int WIDTH = 3;
    private static final long[] ONE = {1, 1};
    private static final long[] NONE = {0, 0};

    static boolean suits(int kernel, boolean depthwise) {
        return depthwise && kernel > COLUMNS;
    }

    /** Adds it to the weight's gradient; to be called once the output's is there. */
    void add() {
        Tensor gradient = gradient();
        Tensor before = weight.grad();
        if (before.defined()) {
            before.add_(gradient);
        } else {
            weight.mutable_grad().put(gradient);
        }
    }

    private Tensor gradient() {
        long kernel = weight.size(HEIGHT);
        List<Tensor> columns = new ArrayList<>();
        for (long column = 0; column < kernel; column += COLUMNS) {
            // The last ones overlap those before them: only what is new of them counts.
            long first = Math.min(column, kernel - COLUMNS);
            columns.add(ofThree(first).slice(WIDTH, new LongOptional(column - first), new LongOptional(COLUMNS), 1));
        }
        return torch.cat(new TensorVector(columns.toArray(Tensor[]::new)), WIDTH)
                .contiguous(MemoryFormat.ChannelsLast);
    }

    /** @param first of the kernel's columns */
    private Tensor ofThree(long first) {
        Tensor outer = output.grad();
        // Padded or cut so that the first column meets the map's first one.
        long before = padding.before() - first;
        long width = stride * (outer.size(WIDTH) - 1) + COLUMNS;
        long after = width - before - input.size(WIDTH);
        Tensor slice = torch.constant_pad_nd(
                input, new long[] {before, after, padding.before(), padding.after()}, new Scalar(0));
        long channels = weight.size(0);
        Tensor shape = torch.empty(
                new long[] {channels, 1, weight.size(HEIGHT), COLUMNS},
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
                            NONE,
                            ONE,
                            false,
                            NONE,
                            channels,
                            weightAlone)
                    .get1();
        }
    }
}
