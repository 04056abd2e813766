package io.phiscale.layers.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class ResidualTests {
    private static final double DROP_RATE = 0.4;
    private final ComputationGraph graph = new TinyNetwork(4, 4, 3)
            .addResidual(DROP_RATE, NormalizedConvolution.depthwise(3, 1, 3))
            .build(3);

    @Test
    void nothingIsDroppedInInference() {
        INDArray images = TinyNetwork.images(4, 4, 3);

        var activations = graph.feedForward(images, false);

        assertThat(activations.get("sum1")).isEqualTo(images.add(activations.get("layer1")));
    }

    @Test
    void inTrainingABranchIsDroppedWholeOrDividedByItsSurvivalProbability() {
        Nd4j.getRandom().setSeed(1);
        INDArray images = Nd4j.randn(graph.params().dataType(), 200, 4, 4, 3);

        var activations = graph.feedForward(images, true);

        int kept = 0;
        for (int image = 0; image < 200; image++) {
            INDArray added = activations.get("sum1").slice(image).sub(images.slice(image));
            INDArray branch = activations.get("layer1").slice(image).div(1 - DROP_RATE);
            if (added.norm1Number().doubleValue() > 1e-9) {
                kept++;
                assertThat(added.equalsWithEps(branch, 1e-9)).isTrue();
            }
        }
        assertThat(kept / 200.0).isCloseTo(1 - DROP_RATE, within(0.15));
    }

    @Test
    void aRateThatWouldDropEverythingIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Residual(1)).withMessageContaining("1.0");
    }
}
