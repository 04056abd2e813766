package io.phiscale.layers.dl4j;

import static org.assertj.core.api.Assertions.assertThat;

import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.activations.impl.ActivationReLU;
import org.nd4j.linalg.activations.impl.ActivationReLU6;

class JsonTests {
    private final ComputationGraphConfiguration configuration = new TinyNetwork(5, 5, 2)
            .add(NormalizedConvolution.full(3, 2, 2, 4))
            .add(new SqueezeExcitation(4, 2))
            .addResidual(0.25, NormalizedConvolution.depthwise(5, 1, 4))
            .addResidual(new Residual(0, new ActivationReLU6()), NormalizedConvolution.depthwise(3, 1, 4))
            .add(NormalizedConvolution.full(1, 1, 4, 3).withoutActivation())
            .configuration(3);

    @Test
    void aConfigurationSurvivesJson() {
        String json = configuration.toJson();

        var read = ComputationGraphConfiguration.fromJson(json);

        assertThat(read).isEqualTo(configuration);
        assertThat(read.toJson()).isEqualTo(json);
    }

    @Test
    void theReadNetworkIsTheSame() {
        ComputationGraph built = new ComputationGraph(configuration);
        ComputationGraph read = new ComputationGraph(ComputationGraphConfiguration.fromJson(configuration.toJson()));
        built.init();
        read.init();
        var images = TinyNetwork.images(5, 5, 2);

        assertThat(read.params()).isEqualTo(built.params());
        assertThat(read.outputSingle(images)).isEqualTo(built.outputSingle(images));
    }

    @Test
    void configurationsThatDifferAreNotEqual() {
        assertThat(NormalizedConvolution.full(3, 1, 2, 2)).isNotEqualTo(NormalizedConvolution.full(3, 2, 2, 2));
        assertThat(new SqueezeExcitation(4, 1)).isNotEqualTo(new SqueezeExcitation(4, 2));
        assertThat(new Residual(0.1)).isNotEqualTo(new Residual(0.2));
        assertThat(new Residual(0.1)).isNotEqualTo(new Residual(0.1, new ActivationReLU()));
        assertThat(new Residual(0.1)).isEqualTo(new Residual(0.1, new ActivationIdentity()));
    }
}
