package io.phiscale.engine.libtorch.network;

import static org.assertj.core.api.Assertions.assertThat;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.MemoryFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DepthwiseGradientTests {
    private static final int BATCH = 3;
    private static final int CHANNELS = 32;

    /** Kernels wider than the map by much and by little, with even and odd padding, and maps wider than the kernel. */
    @ParameterizedTest
    @CsvSource({
        "3, 1, 1", "3, 1, 2", "3, 2, 3", "5, 1, 1", "5, 1, 2", "5, 1, 3", "5, 1, 4", "5, 1, 5", "5, 1, 8", "5, 2, 1",
        "5, 2, 2", "5, 2, 3", "5, 2, 4", "5, 2, 7", "5, 2, 16", "7, 1, 1", "7, 1, 2", "7, 1, 5", "7, 1, 9", "7, 2, 4",
        "7, 2, 13"
    })
    void itIsThatWhichLibtorchFinds(int kernel, int stride, int size) {
        assertThat(DepthwiseGradient.suits(kernel, stride, size)).isTrue();
        Padding padding = Padding.same(size, kernel, stride);
        long outputs = Padding.outputs(size, stride);
        double[] differences = Scope.within(() -> {
            Tensor input = random(BATCH, CHANNELS, size, size);
            Tensor weight = random(CHANNELS, 1, kernel, kernel).set_requires_grad(true);
            Tensor towards = random(BATCH, CHANNELS, outputs, outputs);
            backward(convolved(input, weight, padding, stride), towards);
            Tensor expected = weight.grad().clone();
            weight.mutable_grad().reset();

            Tensor output = convolved(input.set_requires_grad(true), weight.detach(), padding, stride);
            output.retain_grad();
            backward(output, towards);
            DepthwiseGradient gradient = new DepthwiseGradient(input.detach(), output, weight, padding, stride);
            return Scope.withoutGradient(() -> {
                gradient.add();
                double once = difference(weight.grad(), expected);
                gradient.add();
                return new double[] {once, difference(weight.grad(), expected.mul(new Scalar(2)))};
            });
        });

        assertThat(differences[0]).isLessThan(1e-4);
        assertThat(differences[1]).isLessThan(2e-4);
    }

    private static Tensor random(long... shape) {
        return torch.randn(shape).contiguous(MemoryFormat.ChannelsLast);
    }

    private static Tensor convolved(Tensor input, Tensor weight, Padding padding, int stride) {
        return torch.conv2d(
                padding.around(input),
                weight,
                new TensorOptional(),
                new long[] {stride, stride},
                padding.symmetric(),
                new long[] {1, 1},
                CHANNELS);
    }

    private static void backward(Tensor output, Tensor towards) {
        output.mul(towards).sum().backward();
    }

    private static double difference(Tensor one, Tensor other) {
        return one.sub(other).abs().max().item_float();
    }
}
