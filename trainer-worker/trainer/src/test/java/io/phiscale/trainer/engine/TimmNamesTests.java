package io.phiscale.trainer.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.phiscale.scaling.architecture.Activation;
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
        assertThat(layers(B0, 0))
                .containsExactly(
                        new LayerName("blocks.0.0.conv_dw", "blocks.0.0.bn1"),
                        new LayerName("blocks.0.0.se", ""),
                        new LayerName("blocks.0.0.conv_pw", "blocks.0.0.bn2"));
    }

    @Test
    void anInvertedBottleneckHasThreeConvolutions() {
        assertThat(layers(B0, 2))
                .containsExactly(
                        new LayerName("blocks.1.1.conv_pw", "blocks.1.1.bn1"),
                        new LayerName("blocks.1.1.conv_dw", "blocks.1.1.bn2"),
                        new LayerName("blocks.1.1.se", ""),
                        new LayerName("blocks.1.1.conv_pwl", "blocks.1.1.bn3"));
    }

    @Test
    void everyBlockHasItsStageAndPlace() {
        assertThat(TimmNames.of(B0).blocks()).hasSize(16);
        assertThat(layers(B0, 15).get(0).layer()).isEqualTo("blocks.6.0.conv_pw");
    }

    @Test
    void aPlainConvolutionIsCalledSo() {
        Stage stage = new Stage(Operator.CONVOLUTION, 3, 1, 1, 0, 16, 1);
        Architecture plain = new Architecture(3, 32, Activation.SILU, new Stem(3, 1, 16), List.of(stage), 64, 10);

        assertThat(layers(plain, 0)).containsExactly(new LayerName("blocks.0.0.conv", "blocks.0.0.bn1"));
    }

    /** As timm prints the names of {@code mobilenetv1_100}. */
    @Test
    void aSeparableConvolutionIsCalledAsADepthwiseAndAPointwiseOne() {
        assertThat(layers(BuiltInBaselines.MOBILENET_V1.architecture(), 1))
                .containsExactly(
                        new LayerName("blocks.1.0.conv_dw", "blocks.1.0.bn1"),
                        new LayerName("blocks.1.0.conv_pw", "blocks.1.0.bn2"));
    }

    /** As timm and torchvision print the names of {@code resnet18} and {@code resnet50}. */
    @Test
    void resnetsHaveNamesOfTheirOwn() {
        TimmNames names = TimmNames.of(BuiltInBaselines.RESNET_50.architecture());

        assertThat(names.stem()).isEqualTo(new LayerName("conv1", "bn1"));
        assertThat(names.classifier()).isEqualTo("fc");
        assertThat(names.blocks().get(3).layers())
                .containsExactly(
                        new LayerName("layer2.0.conv1", "layer2.0.bn1"),
                        new LayerName("layer2.0.conv2", "layer2.0.bn2"),
                        new LayerName("layer2.0.conv3", "layer2.0.bn3"));
        assertThat(names.blocks().get(3).projection())
                .isEqualTo(new LayerName("layer2.0.downsample.0", "layer2.0.downsample.1"));
        assertThat(layers(BuiltInBaselines.RESNET_18.architecture(), 7))
                .containsExactly(
                        new LayerName("layer4.1.conv1", "layer4.1.bn1"),
                        new LayerName("layer4.1.conv2", "layer4.1.bn2"));
    }

    private static List<LayerName> layers(Architecture architecture, int block) {
        return TimmNames.of(architecture).blocks().get(block).layers();
    }
}
