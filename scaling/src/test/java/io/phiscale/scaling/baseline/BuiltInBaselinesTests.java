package io.phiscale.scaling.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.phiscale.scaling.architecture.Architecture;
import io.phiscale.scaling.architecture.Convolution;
import io.phiscale.scaling.architecture.Cost;
import io.phiscale.scaling.coefficient.Coefficients;
import io.phiscale.scaling.coefficient.Rounding;
import io.phiscale.scaling.coefficient.Scaler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

class BuiltInBaselinesTests {
    /** Published figures have two decimals: of 10⁹ multiply-adds, and of 10⁶ activations. */
    private static final double HALF_A_HUNDREDTH = 0.005;

    static final java.util.List<Baseline> ALL = BuiltInBaselines.ALL;

    @ParameterizedTest(name = "{0}")
    @CsvFileSource(resources = "/baselines.csv", numLinesToSkip = 1)
    void costsWhatItIsKnownToCost(
            String name, int blocks, int features, long parameters, double multiplyAdds, double activations) {
        Architecture architecture = BuiltInBaselines.named(name).architecture();
        Cost cost = architecture.cost();

        assertThat(architecture.blocks()).hasSize(blocks);
        assertThat(architecture.features()).isEqualTo(features);
        assertThat(cost.parameters()).isEqualTo(parameters);
        assertThat((double) cost.multiplyAdds()).isCloseTo(multiplyAdds, within(HALF_A_HUNDREDTH * 1e9));
        assertThat((double) cost.activations()).isCloseTo(activations, within(HALF_A_HUNDREDTH * 1e6));
    }

    /** EfficientNet-B0 has a golden file of its own, and mbconv-nano is ours. */
    @Test
    void theGoldenFileHoldsAllPublishedBaselines() throws IOException {
        assertThat(Files.readAllLines(Path.of("src/test/resources/baselines.csv")))
                .filteredOn(line -> line.contains("net-"))
                .extracting(line -> line.substring(0, line.indexOf(',')))
                .containsExactlyElementsOf(BuiltInBaselines.names().stream()
                        .filter(name -> !name.equals("efficientnet-b0") && !name.equals("mbconv-nano"))
                        .toList());
    }

    @ParameterizedTest
    @CsvSource({
        "mobilenet-v1, 1, 2, 224, 2.2",
        "mobilenet-v2, 4, 1, 224, 1.2",
        "mobilenet-v2, 1, 2, 224, 1.1",
        "mobilenet-v2, 1, 1, 448, 1.2",
        "resnet-50, 1, 1, 448, 16.4"
    })
    void scaledItCostsWhatTheEfficientNetPaperSays(
            String name, double depth, double width, int resolution, double billions) {
        Architecture scaled =
                new Scaler(BuiltInBaselines.named(name), Rounding.OFFICIAL).scaleTo(depth, width, resolution);

        assertThat(scaled.cost().multiplyAdds() / 1e9).isCloseTo(billions, within(0.0501));
    }

    @Test
    void aBottlenecksInnerChannelsAreRoundedAsAllOthersAre() {
        Architecture scaled = new Scaler(BuiltInBaselines.RESNET_50, Rounding.OFFICIAL).scaleTo(1, 1.1, 224);

        assertThat(scaled.blocks().get(0).layers())
                .extracting(layer -> ((Convolution) layer).outputChannels())
                .containsExactly(72, 72, 288);
    }

    @ParameterizedTest
    @FieldSource("ALL")
    void coefficientsOfOneLeaveItAsItIs(Baseline baseline) {
        Architecture scaled = new Scaler(baseline, Rounding.OFFICIAL).scale(new Coefficients(1, 1, 1).at(1));

        assertThat(scaled).isEqualTo(baseline.architecture());
    }

    @ParameterizedTest
    @FieldSource("ALL")
    void compoundScalingRoughlyDoublesTheCost(Baseline baseline) {
        Architecture scaled = new Scaler(baseline, Rounding.OFFICIAL).scale(Coefficients.PUBLISHED.at(1));

        assertThat(scaled.cost().ratioTo(baseline.architecture().cost())).isBetween(1.8, 3.0);
        assertThat(scaled.activation()).isEqualTo(baseline.architecture().activation());
        assertThat(scaled.stemPooling()).isEqualTo(baseline.architecture().stemPooling());
        assertThat(scaled.hasHead()).isEqualTo(baseline.architecture().hasHead());
    }

    @Test
    void aWidthThatIsMuchTooLargeIsRefused() {
        Scaler scaler = new Scaler(BuiltInBaselines.RESNET_50, Rounding.OFFICIAL);

        assertThatThrownBy(() -> scaler.scaleTo(1, 8_388_608, 224)).hasMessageContaining("channels is 2147483647");
    }

    @Test
    void theStemOfAResNetPoolsWhatItIsGiven() {
        Architecture resnet = BuiltInBaselines.RESNET_50.architecture();

        assertThat(resnet.stemPooling()).hasValueSatisfying(pooling -> {
            assertThat(pooling.kernel()).isEqualTo(3);
            assertThat(pooling.outputSize(112)).isEqualTo(56);
        });
    }
}
