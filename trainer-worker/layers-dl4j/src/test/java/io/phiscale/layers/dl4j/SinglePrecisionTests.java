package io.phiscale.layers.dl4j;

import static org.assertj.core.api.Assertions.assertThat;

import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Single precision runs through other native code (oneDNN) than the double precision of the other tests. */
class SinglePrecisionTests {

    @ParameterizedTest(name = "kernel {0}, stride {1}, {2}×{3} pixels")
    @CsvSource({"3,1,7,7", "3,2,7,7", "3,2,8,8", "3,2,7,8", "5,1,6,6", "5,2,7,7", "5,2,10,10", "1,2,9,9"})
    void itGivesTheSameGradientsAsDoublePrecision(int kernel, int stride, int height, int width) {
        ComputationGraphConfiguration configuration = new TinyNetwork(height, width, 1)
                .add(NormalizedConvolution.full(kernel, stride, 1, 8))
                .add(NormalizedConvolution.full(1, 1, 8, 24))
                .add(NormalizedConvolution.depthwise(kernel, stride, 24))
                .add(new SqueezeExcitation(24, 2))
                .add(NormalizedConvolution.full(1, 1, 24, 16).withoutActivation())
                .addResidual(0, NormalizedConvolution.depthwise(kernel, 1, 16))
                .configuration(16);
        ComputationGraph precise = new ComputationGraph(configuration);
        precise.init();
        ComputationGraph single = precise.convertDataType(DataType.FLOAT);
        INDArray images = TinyNetwork.images(height, width, 1);

        INDArray expected = gradient(precise, images);
        INDArray actual = gradient(single, images.castTo(DataType.FLOAT)).castTo(DataType.DOUBLE);

        double error = actual.distance2(expected) / expected.norm2Number().doubleValue();
        assertThat(error).isLessThan(1e-4);
    }

    private static INDArray gradient(ComputationGraph graph, INDArray images) {
        graph.setInputs(images);
        graph.setLabels(TinyNetwork.labels().castTo(images.dataType()));
        Nd4j.getRandom().setSeed(3);
        graph.computeGradientAndScore();
        return graph.getFlattenedGradients();
    }
}
