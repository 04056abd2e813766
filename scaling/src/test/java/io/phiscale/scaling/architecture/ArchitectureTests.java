package io.phiscale.scaling.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.phiscale.scaling.baseline.BuiltInBaselines;
import java.util.List;
import org.junit.jupiter.api.Test;

class ArchitectureTests {
    private static final Architecture B0 = BuiltInBaselines.EFFICIENTNET_B0.architecture();

    @Test
    void equalNetworksHaveEqualFingerprintsAndOthersDoNot() {
        assertThat(B0.at(224).fingerprint()).isEqualTo(B0.fingerprint());
        assertThat(B0.at(225).fingerprint()).isNotEqualTo(B0.fingerprint());
        assertThat(B0.forImages(3, 10).fingerprint()).isNotEqualTo(B0.fingerprint());
    }

    @Test
    void aFingerprintNeverChanges() {
        assertThat(B0.fingerprint()).isEqualTo("102d50db062c5502");
    }

    @Test
    void onlyBlocksThatKeepTheirShapeSkip() {
        assertThat(B0.blocks().stream().filter(Block::skips)).hasSize(9);
        assertThat(B0.blocks().get(0).skips()).isFalse();
    }

    @Test
    void squeezedChannelsComeFromTheChannelsBeforeExpansion() {
        assertThat(B0.blocks()).extracting(Block::squeezedChannels).startsWith(8, 4, 6, 6, 10, 10, 20);
    }

    @Test
    void aConvolutionNetworkCostsWhatArithmeticSays() {
        Stage stage = new Stage(Operator.CONVOLUTION, 3, 2, 1, 0, 4, 1);
        Architecture network = new Architecture(1, 9, Activation.RELU, new Stem(3, 1, 2), List.of(stage), 8, 3);

        assertThat(network.cost())
                .isEqualTo(new Cost(
                        (9 * 2 + 4) + (9 * 2 * 4 + 8) + (4 * 8 + 16) + (8 * 3 + 3),
                        81 * 9 * 2 + 25 * 9 * 2 * 4 + 25 * 4 * 8 + 8 * 3,
                        81 * 2 + 25 * 4 + 25 * 8));
    }

    @Test
    void trainingMemoryGrowsWithTheBatch() {
        assertThat(B0.cost().trainingMemory(2) - B0.cost().trainingMemory(1))
                .isEqualTo(12 * B0.cost().activations());
    }

    @Test
    void whatIsTooLargeToCountIsRefusedRatherThanCountedWrong() {
        Stage stage = new Stage(Operator.CONVOLUTION, 15, 1, 1, 0, 65_536, 12);
        Architecture network =
                new Architecture(3, 4_096, Activation.SILU, new Stem(3, 1, 65_536), List.of(stage), 8, 3);

        assertThatThrownBy(network::cost).hasMessageContaining("more than 9·10^18 multiply-adds");
        assertThat(new Cost(1, 1, Long.MAX_VALUE / 2).trainingMemory(1_000)).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void aResolutionUnderEightIsRefused() {
        assertThatThrownBy(() -> B0.at(7)).hasMessage("resolution is 7; allowed: a whole number from 8 to 4096");
    }

    @Test
    void anEvenKernelIsRefused() {
        assertThatThrownBy(() -> new Stem(4, 1, 8)).hasMessageStartingWith("kernel is 4; allowed: an odd number");
    }

    @Test
    void activationAndPoolingArePartOfANetworksIdentity() {
        Stage stage = new Stage(Operator.CONVOLUTION, 3, 1, 1, 0, 4, 1);
        Architecture silu = new Architecture(1, 9, Activation.SILU, new Stem(3, 1, 2), List.of(stage), 8, 3);
        Architecture relu = new Architecture(1, 9, Activation.RELU, new Stem(3, 1, 2), List.of(stage), 8, 3);
        Architecture pooled = new Architecture(1, 9, Activation.SILU, new Stem(3, 1, 2, 3), List.of(stage), 8, 3);

        assertThat(List.of(relu.fingerprint(), pooled.fingerprint(), silu.fingerprint()))
                .doesNotHaveDuplicates();
    }

    @Test
    void aNetworkWithoutActivationIsRefused() {
        assertThatThrownBy(() -> new Architecture(1, 9, Activation.IDENTITY, new Stem(3, 1, 2), B0.stages(), 8, 3))
                .hasMessage("activation is identity; allowed: silu, relu or relu6");
    }

    @Test
    void whatAnOperatorHasNotIsRefused() {
        assertThatThrownBy(() -> new Stage(Operator.BASIC, 3, 1, 4, 0, 8, 1))
                .hasMessage("expansion is 4; allowed: 1, or operator mbconv or bottleneck");
        assertThatThrownBy(() -> new Stage(Operator.BOTTLENECK, 3, 1, 4, 0.25, 8, 1))
                .hasMessage("squeezeRatio is 0.25; allowed: 0, or operator mbconv");
    }

    @Test
    void whatABottleneckCannotDivideIsRefused() {
        assertThatThrownBy(() -> new Stage(Operator.BOTTLENECK, 3, 1, 4, 0, 10, 1))
                .hasMessage("channels is 10; allowed: a multiple of the expansion, 4");
    }

    @Test
    void aPoolingWithAnEvenKernelIsRefused() {
        assertThatThrownBy(() -> new Stem(3, 1, 8, 2))
                .hasMessage("pool is 2; allowed: an odd number from 1 to 15, or 0 for none");
    }

    @Test
    void aResidualBlockProjectsWhatItCannotAddAndActivatesTheSum() {
        Architecture resnet = BuiltInBaselines.RESNET_18.architecture();

        assertThat(resnet.blocks()).allMatch(Block::skips).allMatch(block -> block.afterSum() == Activation.RELU);
        assertThat(resnet.blocks())
                .extracting(block -> block.projection().isPresent())
                .containsExactly(false, false, true, false, true, false, true, false);
        assertThat(resnet.blocks().get(2).projection())
                .contains(new Convolution(1, 2, 64, 128, 1, Activation.IDENTITY));
        assertThat(B0.blocks()).allMatch(block -> block.afterSum() == Activation.IDENTITY);
    }
}
