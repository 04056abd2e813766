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
        Architecture network = new Architecture(1, 9, new Stem(3, 1, 2), List.of(stage), 8, 3);

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
        Architecture network = new Architecture(3, 4_096, new Stem(3, 1, 65_536), List.of(stage), 8, 3);

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
}
