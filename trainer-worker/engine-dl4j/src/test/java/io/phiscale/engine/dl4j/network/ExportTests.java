package io.phiscale.engine.dl4j.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.phiscale.contract.Samples;
import io.phiscale.export.dl4j.Dl4jConfiguration;
import io.phiscale.protocol.recipe.Regularization;
import io.phiscale.scaling.architecture.Activation;
import io.phiscale.scaling.architecture.Architecture;
import io.phiscale.scaling.architecture.Operator;
import io.phiscale.scaling.architecture.Stage;
import io.phiscale.scaling.architecture.Stem;
import io.phiscale.scaling.baseline.BuiltInBaselines;
import io.phiscale.scaling.coefficient.Coefficients;
import io.phiscale.scaling.coefficient.Rounding;
import io.phiscale.scaling.coefficient.Scaler;
import io.phiscale.scaling.ladder.Ladder;
import java.util.List;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** What the coordinator exports, without Deeplearning4j, is what this engine trains. */
class ExportTests {
    private static final Regularization NONE = new Regularization(0, 0, 0.1);
    private static final Regularization BOTH = new Regularization(0.3, 0.2, 0.1);
    private static final Architecture NANO = BuiltInBaselines.MBCONV_NANO.architecture();

    private static final Architecture PLAIN = new Architecture(
            1,
            20,
            Activation.SILU,
            new Stem(5, 2, 6),
            List.of(new Stage(Operator.CONVOLUTION, 3, 1, 1, 0, 10, 2)),
            12,
            3);

    static Stream<Architecture> architectures() {
        Scaler b0 = new Scaler(BuiltInBaselines.EFFICIENTNET_B0.at(32), Rounding.OFFICIAL);
        Stage plain = new Stage(Operator.CONVOLUTION, 3, 2, 1, 0, 8, 2);
        Stage withoutSqueeze = new Stage(Operator.MBCONV, 5, 1, 4, 0, 8, 2);
        return Stream.concat(
                Stream.of(
                        NANO,
                        new Scaler(BuiltInBaselines.MBCONV_NANO, Rounding.OFFICIAL).scale(Coefficients.PUBLISHED.at(2)),
                        b0.baseline().architecture(),
                        PLAIN,
                        BuiltInBaselines.MOBILENET_V1.architecture().at(40),
                        BuiltInBaselines.MOBILENET_V2.architecture().at(40),
                        BuiltInBaselines.RESNET_18.architecture().at(40),
                        Samples.EVERY_BLOCK,
                        Samples.EVERY_BLOCK.with(Activation.RELU6),
                        BuiltInBaselines.RESNET_50.architecture().at(40),
                        new Architecture(
                                3, 17, Activation.RELU, new Stem(3, 1, 4), List.of(plain, withoutSqueeze), 16, 5)),
                Ladder.powers(b0, Coefficients.PUBLISHED, Ladder.DEFAULT_PHIS).stream()
                        .map(model -> model.architecture()));
    }

    @ParameterizedTest
    @MethodSource("architectures")
    void theExportedConfigurationEqualsTheTrainedOne(Architecture architecture) {
        for (Regularization regularization : List.of(NONE, BOTH)) {
            var trained = NetworkConfiguration.of(architecture, regularization, Dl4jConfiguration.SEED, DataType.FLOAT);

            var exported = ComputationGraphConfiguration.fromJson(Dl4jConfiguration.json(architecture, regularization));

            assertThat(exported).isEqualTo(trained);
            assertThat(exported.toJson()).isEqualTo(trained.toJson());
        }
    }

    static Stream<Architecture> smallArchitectures() {
        return architectures().filter(architecture -> architecture.cost().parameters() < 10_000_000);
    }

    @ParameterizedTest
    @MethodSource("smallArchitectures")
    void anExportedNetworkHasTheCountedParametersAndRuns(Architecture architecture) {
        ComputationGraph graph = new ComputationGraph(
                ComputationGraphConfiguration.fromJson(Dl4jConfiguration.json(architecture, BOTH)));
        graph.init();
        int size = architecture.resolution();

        INDArray probabilities =
                graph.outputSingle(Nd4j.rand(DataType.FLOAT, 2, size, size, architecture.inputChannels()));

        assertThat(ParameterRoles.of(graph).trainable())
                .isEqualTo(architecture.cost().parameters());
        assertThat(probabilities.shape()).containsExactly(2, architecture.classes());
        assertThat(probabilities.sumNumber().doubleValue()).isCloseTo(2, within(1e-4));
    }
}
