package io.phiscale.layers.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.activations.impl.ActivationReLU;
import org.nd4j.linalg.activations.impl.ActivationReLU6;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Against plain loops over the definitions. */
class ForwardTests {
    private static final double EPSILON = 1e-3;

    @ParameterizedTest
    @CsvSource({"3,1,false", "3,2,false", "1,1,false", "1,2,false", "3,1,true", "3,2,true", "5,1,true", "5,2,true"})
    void aNormalizedConvolutionIsConvolutionThenBatchNormThenSilu(int kernel, int stride, boolean depthwise) {
        var layer = depthwise
                ? NormalizedConvolution.depthwise(kernel, stride, 3)
                : NormalizedConvolution.full(kernel, stride, 3, 2);
        ComputationGraph graph = new TinyNetwork(5, 6, 3).add(layer).build((int) layer.getNOut());
        INDArray images = TinyNetwork.images(5, 6, 3);

        INDArray output = graph.feedForward(images, false).get("layer1");

        assertThat(output.shape()).containsExactly(3, (5 + stride - 1) / stride, 6 / stride, layer.getNOut());
        for (int y = 0; y < output.size(1); y++) {
            for (int x = 0; x < output.size(2); x++) {
                for (int channel = 0; channel < layer.getNOut(); channel++) {
                    double expected = silu(normalize(graph, channel, convolve(graph, layer, images, y, x, channel)));
                    assertThat(output.getDouble(1, y, x, channel)).isCloseTo(expected, within(1e-9));
                }
            }
        }
    }

    @Test
    void aRectifierCutsOffWhatIsBelowZeroAndAboveSix() {
        INDArray images = TinyNetwork.images(5, 6, 3).muli(20);
        INDArray linear = activated(NormalizedConvolution.full(1, 1, 3, 2).withoutActivation(), images);
        INDArray relu = activated(NormalizedConvolution.full(1, 1, 3, 2).with(new ActivationReLU()), images);
        INDArray relu6 = activated(NormalizedConvolution.full(1, 1, 3, 2).with(new ActivationReLU6()), images);

        assertThat(linear.minNumber().doubleValue()).isNegative();
        assertThat(linear.maxNumber().doubleValue()).isGreaterThan(6);
        for (long index = 0; index < linear.length(); index++) {
            double value = linear.getDouble(index);
            assertThat(relu.getDouble(index)).isEqualTo(Math.max(0, value));
            assertThat(relu6.getDouble(index)).isEqualTo(Math.min(6, Math.max(0, value)));
        }
    }

    private static INDArray activated(NormalizedConvolution layer, INDArray images) {
        return new TinyNetwork(5, 6, 3)
                .add(layer)
                .build(2)
                .feedForward(images, false)
                .get("layer1");
    }

    @Test
    void squeezeAndExcitationGatesEveryChannel() {
        ComputationGraph graph =
                new TinyNetwork(5, 6, 3).add(new SqueezeExcitation(3, 2)).build(3);
        INDArray images = TinyNetwork.images(5, 6, 3);

        INDArray output = graph.feedForward(images, false).get("layer1");

        INDArray pooled = images.mean(1, 2);
        for (int channel = 0; channel < 3; channel++) {
            double gate = graph.getParam("layer1_exciteB").getDouble(channel);
            for (int inner = 0; inner < 2; inner++) {
                double squeezed = graph.getParam("layer1_squeezeB").getDouble(inner);
                for (int input = 0; input < 3; input++) {
                    squeezed += pooled.getDouble(2, input)
                            * graph.getParam("layer1_squeezeW").getDouble(input, inner);
                }
                gate += silu(squeezed) * graph.getParam("layer1_exciteW").getDouble(inner, channel);
            }
            assertThat(output.getDouble(2, 4, 1, channel))
                    .isCloseTo(images.getDouble(2, 4, 1, channel) / (1 + Math.exp(-gate)), within(1e-9));
        }
    }

    /** "Same" padding: the sum of paddings is what ⌈size / stride⌉ outputs need, and the odd pixel goes to the end. */
    private static double convolve(
            ComputationGraph graph, NormalizedConvolution layer, INDArray images, int y, int x, int output) {
        INDArray weights = graph.getParam("layer1_W").reshape(layer.getKernel(), layer.getKernel(), -1, inner(layer));
        int top = y * layer.getStride() - paddingBefore(layer, images.size(1));
        int left = x * layer.getStride() - paddingBefore(layer, images.size(2));
        double sum = 0;
        for (int row = Math.max(0, -top); row < layer.getKernel() && top + row < images.size(1); row++) {
            for (int column = Math.max(0, -left);
                    column < layer.getKernel() && left + column < images.size(2);
                    column++) {
                for (int input = 0; input < 3; input++) {
                    if (!layer.isDepthwise() || input == output) {
                        sum += images.getDouble(1, top + row, left + column, input)
                                * weights.getDouble(row, column, input, layer.isDepthwise() ? 0 : output);
                    }
                }
            }
        }
        return sum;
    }

    private static long inner(NormalizedConvolution layer) {
        return layer.isDepthwise() ? 1 : layer.getNOut();
    }

    private static int paddingBefore(NormalizedConvolution layer, long size) {
        long needed = (layer.outputSize(size) - 1) * layer.getStride() + layer.getKernel() - size;
        return (int) Math.max(0, needed) / 2;
    }

    private static double normalize(ComputationGraph graph, int channel, double value) {
        double mean = graph.getParam("layer1_mean").getDouble(channel);
        double variance = graph.getParam("layer1_var").getDouble(channel);
        double scale = graph.getParam("layer1_gamma").getDouble(channel);
        double shift = graph.getParam("layer1_beta").getDouble(channel);
        return (value - mean) / Math.sqrt(variance + EPSILON) * scale + shift;
    }

    private static double silu(double value) {
        return value / (1 + Math.exp(-value));
    }
}
