package io.phiscale.layers.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class RunningStatisticsTests {
    private final ComputationGraph graph = new TinyNetwork(4, 4, 2)
            .add(NormalizedConvolution.depthwise(1, 1, 2))
            .build(2);

    @Test
    void theyFollowTheBatchesWithinAHundredSteps() {
        INDArray images = TinyNetwork.images(4, 4, 2).muli(3).addi(7);
        double weight = graph.getParam("layer1_W").getDouble(0);

        train(images, 100);

        INDArray channel = images.reshape('c', images.length() / 2, 2).getColumn(0);
        assertThat(graph.getParam("layer1_mean").getDouble(0))
                .isCloseTo(weight * channel.meanNumber().doubleValue(), within(1e-3));
        assertThat(graph.getParam("layer1_var").getDouble(0))
                .isCloseTo(weight * weight * channel.var(false).getDouble(0), within(1e-2));
    }

    @Test
    void aForwardPassAloneLeavesThem() {
        INDArray before = graph.getParam("layer1_mean").dup();

        graph.feedForward(TinyNetwork.images(4, 4, 2), true);

        assertThat(graph.getParam("layer1_mean")).isEqualTo(before);
    }

    @Test
    void stockTrainingMovesParametersButStatisticsByTheirOwnRule() {
        INDArray images = TinyNetwork.images(4, 4, 2).muli(3).addi(7);
        INDArray scale = graph.getParam("layer1_gamma").dup();
        INDArray weights = graph.getParam("layer1_W").dup();
        INDArray mean = graph.getParam("layer1_mean").dup();
        INDArray variance = graph.getParam("layer1_var").dup();

        graph.fit(new INDArray[] {images}, new INDArray[] {TinyNetwork.labels()});

        assertThat(graph.getParam("layer1_gamma")).isNotEqualTo(scale);
        // In the first step, a tenth stays of what was: (1 + 0) / (10 + 0).
        for (int channel = 0; channel < 2; channel++) {
            INDArray values = images.reshape('c', images.length() / 2, 2).getColumn(channel);
            double weight = weights.getDouble(channel);
            double batchMean = weight * values.meanNumber().doubleValue();
            double batchVariance = weight * weight * values.var(false).getDouble(0);
            assertThat(graph.getParam("layer1_mean").getDouble(channel))
                    .isCloseTo(0.1 * mean.getDouble(channel) + 0.9 * batchMean, within(1e-9));
            assertThat(graph.getParam("layer1_var").getDouble(channel))
                    .isCloseTo(0.1 * variance.getDouble(channel) + 0.9 * batchVariance, within(1e-9));
        }
    }

    private void train(INDArray images, int steps) {
        for (int step = 0; step < steps; step++) {
            graph.getConfiguration().setIterationCount(step);
            graph.setInputs(images);
            graph.setLabels(TinyNetwork.labels());
            Nd4j.getRandom().setSeed(step);
            graph.computeGradientAndScore();
        }
    }
}
