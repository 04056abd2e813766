package io.phiscale.layers.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationReLU;
import org.nd4j.linalg.activations.impl.ActivationReLU6;
import org.nd4j.linalg.activations.impl.ActivationSwish;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Every layer between two others, so that the gradient with respect to its input is checked as well. */
class GradientTests {
    private static final int HEIGHT = 5;
    private static final int WIDTH = 6;

    static Stream<Arguments> layers() {
        return Stream.of(
                Arguments.of("full 3×3", NormalizedConvolution.full(3, 1, 3, 2)),
                Arguments.of("full 3×3, stride 2", NormalizedConvolution.full(3, 2, 3, 2)),
                Arguments.of("full 5×5, stride 2", NormalizedConvolution.full(5, 2, 3, 2)),
                Arguments.of("full 1×1, stride 2", NormalizedConvolution.full(1, 2, 3, 2)),
                Arguments.of("pointwise", NormalizedConvolution.full(1, 1, 3, 2)),
                Arguments.of(
                        "pointwise without activation",
                        NormalizedConvolution.full(1, 1, 3, 2).withoutActivation()),
                Arguments.of(
                        "full 3×3 with ReLU",
                        NormalizedConvolution.full(3, 1, 3, 2).with(new ActivationReLU())),
                Arguments.of(
                        "depthwise 3×3 with ReLU6",
                        NormalizedConvolution.depthwise(3, 1, 3).with(new ActivationReLU6())),
                Arguments.of("depthwise 3×3", NormalizedConvolution.depthwise(3, 1, 3)),
                Arguments.of("depthwise 3×3, stride 2", NormalizedConvolution.depthwise(3, 2, 3)),
                Arguments.of("depthwise 5×5", NormalizedConvolution.depthwise(5, 1, 3)),
                Arguments.of("depthwise 5×5, stride 2", NormalizedConvolution.depthwise(5, 2, 3)),
                Arguments.of("squeeze-and-excitation", new SqueezeExcitation(3, 2)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("layers")
    void gradientsAreThoseOfTheLoss(String name, Layer layer) {
        int channels = layer instanceof NormalizedConvolution convolution ? (int) convolution.getNOut() : 3;

        check(new TinyNetwork(HEIGHT, WIDTH, 2)
                .add(NormalizedConvolution.full(1, 1, 2, 3))
                .add(layer)
                .add(NormalizedConvolution.full(1, 1, channels, 2))
                .build(2));
    }

    @ParameterizedTest
    @org.junit.jupiter.params.provider.ValueSource(doubles = {0, 0.5})
    void gradientsReachBothSidesOfASkipConnection(double dropRate) {
        check(new TinyNetwork(HEIGHT, WIDTH, 2)
                .add(NormalizedConvolution.full(1, 1, 2, 3))
                .addResidual(dropRate, NormalizedConvolution.depthwise(3, 1, 3))
                .addResidual(dropRate, new SqueezeExcitation(3, 1))
                .build(3));
    }

    @ParameterizedTest
    @MethodSource("activations")
    void gradientsGoThroughWhatFollowsASum(IActivation activation) {
        check(new TinyNetwork(HEIGHT, WIDTH, 2)
                .add(NormalizedConvolution.full(1, 1, 2, 3).withoutActivation())
                .addResidual(new Residual(0, activation), NormalizedConvolution.depthwise(3, 1, 3))
                .addResidual(new Residual(0.5, activation), NormalizedConvolution.full(3, 1, 3, 3))
                .build(3));
    }

    static Stream<IActivation> activations() {
        return Stream.of(new ActivationReLU(), new ActivationReLU6(), new ActivationSwish());
    }

    @Test
    void runningStatisticsGetNoGradient() {
        ComputationGraph graph = new TinyNetwork(HEIGHT, WIDTH, 2)
                .add(NormalizedConvolution.full(3, 1, 2, 3))
                .build(3);

        loss(graph);

        assertThat(graph.gradient().getGradientFor("layer1_mean").norm1Number().doubleValue())
                .isZero();
        assertThat(graph.gradient().getGradientFor("layer1_var").norm1Number().doubleValue())
                .isZero();
    }

    private static void check(ComputationGraph graph) {
        loss(graph);
        INDArray gradient = graph.getFlattenedGradients().div(TinyNetwork.BATCH);
        INDArray parameters = graph.params();
        double step = 1e-5;
        for (long index = 0; index < parameters.length(); index++) {
            double value = parameters.getDouble(index);
            parameters.putScalar(index, value + step);
            double above = loss(graph);
            parameters.putScalar(index, value - step);
            double below = loss(graph);
            parameters.putScalar(index, value);
            assertThat(gradient.getDouble(index)).isCloseTo((above - below) / (2 * step), within(1e-7));
        }
    }

    private static double loss(ComputationGraph graph) {
        graph.setInputs(TinyNetwork.images(HEIGHT, WIDTH, 2));
        graph.setLabels(TinyNetwork.labels());
        Nd4j.getRandom().setSeed(3);
        graph.computeGradientAndScore();
        return graph.score();
    }
}
