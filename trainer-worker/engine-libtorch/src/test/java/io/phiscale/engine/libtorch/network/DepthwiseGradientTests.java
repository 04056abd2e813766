package io.phiscale.engine.libtorch.network;

import static org.assertj.core.api.Assertions.assertThat;

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
        double difference = Scope.within(() -> {
            Tensor input = random(BATCH, CHANNELS, size, size);
            Tensor weight = random(CHANNELS, 1, kernel, kernel).set_requires_grad(true);
            Tensor outer = random(BATCH, CHANNELS, outputs, outputs);
            Tensor padded = padding.around(input);
            Tensor output = torch.conv2d(
                    padded,
                    weight,
                    new TensorOptional(),
                    new long[] {stride, stride},
                    padding.symmetric(),
                    new long[] {1, 1},
                    CHANNELS);
            output.mul(outer).sum().backward();

            return Scope.withoutGradient(() -> {
                Tensor found = new DepthwiseGradient(padded, output, weight, padding.symmetric()[0], stride).of(outer);
                return (double) found.sub(weight.grad()).abs().max().item_float();
            });
        });

        assertThat(difference).isLessThan(1e-4);
    }

    private static Tensor random(long... shape) {
        return torch.randn(shape).contiguous(MemoryFormat.ChannelsLast);
    }
}
