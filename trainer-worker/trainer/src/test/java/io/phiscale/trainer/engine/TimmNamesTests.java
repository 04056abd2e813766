package io.phiscale.trainer.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.phiscale.scaling.architecture.Architecture;
import io.phiscale.scaling.architecture.Operator;
import io.phiscale.scaling.architecture.Stage;
import io.phiscale.scaling.architecture.Stem;
import io.phiscale.scaling.baseline.BuiltInBaselines;
import java.util.List;
import org.junit.jupiter.api.Test;

/** As timm prints the names of {@code efficientnet_b0}. */
class TimmNamesTests {
    private static final Architecture B0 = BuiltInBaselines.EFFICIENTNET_B0.architecture();

    @Test
    void aBlockWithoutExpansionIsDepthwiseSeparable() {
        assertThat(TimmNames.blocks(B0).get(0))
                .containsExactly(
                        new LayerName("blocks.0.0.conv_dw", "blocks.0.0.bn1"),
                        new LayerName("blocks.0.0.se", ""),
                        new LayerName("blocks.0.0.conv_pw", "blocks.0.0.bn2"));
    }

    @Test
    void anInvertedBottleneckHasThreeConvolutions() {
        assertThat(TimmNames.blocks(B0).get(2))
                .containsExactly(
                        new LayerName("blocks.1.1.conv_pw", "blocks.1.1.bn1"),
                        new LayerName("blocks.1.1.conv_dw", "blocks.1.1.bn2"),
                        new LayerName("blocks.1.1.se", ""),
                        new LayerName("blocks.1.1.conv_pwl", "blocks.1.1.bn3"));
    }

    @Test
    void everyBlockHasItsStageAndPlace() {
        assertThat(TimmNames.blocks(B0)).hasSize(16);
        assertThat(TimmNames.blocks(B0).get(15).get(0).layer()).isEqualTo("blocks.6.0.conv_pw");
    }

    @Test
    void aPlainConvolutionIsCalledSo() {
        Stage stage = new Stage(Operator.CONVOLUTION, 3, 1, 1, 0, 16, 1);
        Architecture plain = new Architecture(3, 32, new Stem(3, 1, 16), List.of(stage), 64, 10);

        assertThat(TimmNames.blocks(plain))
                .containsExactly(List.of(new LayerName("blocks.0.0.conv", "blocks.0.0.bn1")));
    }
}
