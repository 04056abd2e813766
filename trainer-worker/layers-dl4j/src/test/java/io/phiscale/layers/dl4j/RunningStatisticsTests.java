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
        INDArray scale = graph.getParam("layer1_gamma").dup();

        graph.fit(new INDArray[] {TinyNetwork.images(4, 4, 2)}, new INDArray[] {TinyNetwork.labels()});

        assertThat(graph.getParam("layer1_gamma")).isNotEqualTo(scale);
        assertThat(graph.getParam("layer1_var").minNumber().doubleValue()).isPositive();
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
