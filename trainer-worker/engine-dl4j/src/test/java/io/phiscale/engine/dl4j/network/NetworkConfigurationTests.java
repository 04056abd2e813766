package io.phiscale.engine.dl4j.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.phiscale.layers.dl4j.Residual;
import io.phiscale.protocol.recipe.Regularization;
import io.phiscale.scaling.architecture.Activation;
import io.phiscale.scaling.architecture.Architecture;
import io.phiscale.scaling.architecture.Block;
import io.phiscale.scaling.architecture.Layer;
import io.phiscale.scaling.architecture.Operator;
import io.phiscale.scaling.architecture.Stage;
import io.phiscale.scaling.architecture.Stem;
import io.phiscale.scaling.baseline.BuiltInBaselines;
import io.phiscale.scaling.coefficient.Coefficients;
import io.phiscale.scaling.coefficient.Rounding;
import io.phiscale.scaling.coefficient.Scaler;
import java.util.List;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.config.NoOp;

class NetworkConfigurationTests {
    private static final Regularization REGULARIZATION = new Regularization(0.2, 0.2, 0.1);
    private static final Architecture B0 =
            BuiltInBaselines.EFFICIENTNET_B0.architecture().at(32);

    static Stream<Arguments> architectures() {
        Architecture scaled =
                new Scaler(BuiltInBaselines.MBCONV_NANO, Rounding.OFFICIAL).scale(Coefficients.PUBLISHED.at(2));
        Architecture plain = new Architecture(
                3,
                17,
                Activation.RELU,
                new Stem(5, 2, 6),
                List.of(
                        new Stage(Operator.CONVOLUTION, 3, 1, 1, 0, 10, 2),
                        new Stage(Operator.CONVOLUTION, 1, 2, 1, 0, 12, 1),
                        new Stage(Operator.MBCONV, 5, 2, 4, 0, 12, 2)),
                20,
                7);
        return Stream.of(
                Arguments.of("efficientnet-b0", B0),
                Arguments.of("mbconv-nano", BuiltInBaselines.MBCONV_NANO.architecture()),
                Arguments.of("scaled mbconv-nano", scaled),
                Arguments.of(
                        "mobilenet-v1",
                        BuiltInBaselines.MOBILENET_V1.architecture().at(33)),
                Arguments.of(
                        "resnet-18", BuiltInBaselines.RESNET_18.architecture().at(33)),
                Arguments.of(
                        "resnet-50", BuiltInBaselines.RESNET_50.architecture().at(33)),
                Arguments.of("plain convolutions, no squeeze-and-excitation", plain));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("architectures")
    void everyBlockHasTheParametersThatScalingCounts(String name, Architecture architecture) {
        ComputationGraph graph = new ComputationGraph(configuration(architecture));
        graph.init();

        assertThat(parameters(graph, "stem"))
                .isEqualTo(architecture.stemConvolution().parameters());
        List<Block> blocks = architecture.blocks();
        for (int block = 0; block < blocks.size(); block++) {
            long counted = Stream.concat(blocks.get(block).layers().stream(), blocks.get(block).projection().stream())
                    .mapToLong(Layer::parameters)
                    .sum();
            assertThat(parameters(graph, "block" + (block + 1) + "/")).isEqualTo(counted);
        }
        assertThat(parameters(graph, "head"))
                .isEqualTo(architecture.headConvolution().map(Layer::parameters).orElse(0L));
        assertThat(ParameterRoles.of(graph).trainable())
                .isEqualTo(architecture.cost().parameters());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("architectures")
    void weightsAndBiasesDecayAndBatchNormDoesNot(String name, Architecture architecture) {
        ComputationGraph graph = new ComputationGraph(configuration(architecture));
        graph.init();

        // The table's arrays are views of the flat vector: this marks every parameter at its place.
        INDArray marked = graph.params();
        marked.assign(0);
        graph.paramTable().forEach((parameter, numbers) -> numbers.assign(decays(parameter) ? 1 : 0));

        assertThat(marked.sumNumber().longValue()).isPositive();
        assertThat(ParameterRoles.of(graph).decayed().toFloatVector())
                .isEqualTo(marked.reshape(marked.length()).toFloatVector());
    }

    private static boolean decays(String parameter) {
        return parameter.endsWith("W") || parameter.endsWith("b") || parameter.endsWith("B");
    }

    @Test
    void dropRatesRiseWithDepthAndOnlyWhereBlocksSkip() {
        var vertices = configuration(B0).getVertices();

        for (int block = 0; block < 16; block++) {
            var sum = vertices.get("block" + (block + 1) + "/sum");
            if (B0.blocks().get(block).skips()) {
                assertThat(sum).isEqualTo(new Residual(0.2 * block / 16));
            } else {
                assertThat(sum).isNull();
            }
        }
    }

    @Test
    void dropoutIsTheShareThatIsLost() {
        var classes = (LayerVertex) configuration(B0).getVertices().get(NetworkConfiguration.CLASSES);

        assertThat(classes.getLayerConf().getLayer().getIDropout())
                .isEqualTo(new org.deeplearning4j.nn.conf.dropout.Dropout(0.8));
    }

    @Test
    void weightsBeginAsTheOfficialImplementationHasThem() {
        ComputationGraph graph = new ComputationGraph(configuration(B0));
        graph.init();

        assertThat(deviation(graph, "head_W")).isBetween(0.97 * Math.sqrt(2.0 / 1280), 1.03 * Math.sqrt(2.0 / 1280));
        // Depthwise, 5 × 5: one output channel of its own for each input channel.
        assertThat(deviation(graph, "block13/2_W")).isBetween(0.97 * Math.sqrt(2.0 / 25), 1.03 * Math.sqrt(2.0 / 25));
        double bound = 1 / Math.sqrt(1000);
        assertThat(graph.getParam("classes_W").maxNumber().doubleValue()).isBetween(0.99 * bound, bound);
        assertThat(graph.getParam("classes_b").norm1Number().doubleValue()).isZero();
    }

    @Test
    void aConfigurationSurvivesJson() {
        ComputationGraphConfiguration configuration = configuration(B0);

        assertThat(ComputationGraphConfiguration.fromJson(configuration.toJson()))
                .isEqualTo(configuration);
    }

    private static ComputationGraphConfiguration configuration(Architecture architecture) {
        return NetworkConfiguration.of(architecture, REGULARIZATION, 1, DataType.FLOAT);
    }

    private static double deviation(ComputationGraph graph, String parameter) {
        return graph.getParam(parameter).stdNumber().doubleValue();
    }

    private static long parameters(ComputationGraph graph, String prefix) {
        return Stream.of(graph.getLayers())
                .filter(layer -> layer.conf().getLayer().getLayerName().startsWith(prefix))
                .flatMap(layer -> layer.paramTable().entrySet().stream()
                        .filter(parameter ->
                                !(layer.conf().getLayer().getUpdaterByParam(parameter.getKey()) instanceof NoOp)))
                .mapToLong(parameter -> parameter.getValue().length())
                .sum();
    }
}
