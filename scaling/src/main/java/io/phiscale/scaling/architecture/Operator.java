package io.phiscale.scaling.architecture;

import java.util.ArrayList;
import java.util.List;

/** The kinds of block, each of which knows the layers that it is made of. */
public enum Operator {
    /** One convolution with batch norm and activation; no skip connection. */
    CONVOLUTION {
        @Override
        List<Layer> layers(Block block) {
            return List.of(Convolution.full(
                    block.kernel(), block.stride(), block.inputChannels(), block.outputChannels(), block.activation()));
        }
    },
    /** Depthwise and pointwise convolution, both with activation; no skip connection (Howard et al., MobileNetV1). */
    SEPARABLE {
        @Override
        List<Layer> layers(Block block) {
            int input = block.inputChannels();
            return List.of(
                    Convolution.depthwise(block.kernel(), block.stride(), input, block.activation()),
                    Convolution.full(1, 1, input, block.outputChannels(), block.activation()));
        }
    },
    /** Mobile inverted bottleneck (Sandler et al., MobileNetV2; with squeeze-and-excitation as in EfficientNet). */
    MBCONV {
        @Override
        List<Layer> layers(Block block) {
            int input = block.inputChannels();
            int expanded = input * block.expansion();
            List<Layer> layers = new ArrayList<>();
            if (block.expansion() != 1) {
                layers.add(Convolution.full(1, 1, input, expanded, block.activation()));
            }
            layers.add(Convolution.depthwise(block.kernel(), block.stride(), expanded, block.activation()));
            if (block.squeezedChannels() > 0) {
                layers.add(new SqueezeExcitation(expanded, block.squeezedChannels()));
            }
            layers.add(Convolution.full(1, 1, expanded, block.outputChannels(), Activation.IDENTITY));
            return List.copyOf(layers);
        }

        @Override
        boolean skips(Block block) {
            return block.keepsShape();
        }
    },
    /** Two convolutions, and an activation after the sum (He et al., ResNet-18 and -34). */
    BASIC {
        @Override
        List<Layer> layers(Block block) {
            int output = block.outputChannels();
            return List.of(
                    Convolution.full(block.kernel(), block.stride(), block.inputChannels(), output, block.activation()),
                    Convolution.full(block.kernel(), 1, output, output, Activation.IDENTITY));
        }
    },
    /**
     * Pointwise convolution to fewer channels, convolution, pointwise convolution back, and an activation after the sum
     * (He et al., ResNet-50 and larger). The stride is the middle one's, as in torchvision ("ResNet v1.5").
     */
    BOTTLENECK {
        @Override
        List<Layer> layers(Block block) {
            int inner = block.outputChannels() / block.expansion();
            return List.of(
                    Convolution.full(1, 1, block.inputChannels(), inner, block.activation()),
                    Convolution.full(block.kernel(), block.stride(), inner, inner, block.activation()),
                    Convolution.full(1, 1, inner, block.outputChannels(), Activation.IDENTITY));
        }
    };

    /** Whether blocks of this kind have channels of their own between those that they take and give. */
    boolean expands() {
        return this == MBCONV || this == BOTTLENECK;
    }

    /** Whether blocks of this kind add their input whatever its shape, and activate the sum, as ResNets do. */
    public boolean isResidual() {
        return this == BASIC || this == BOTTLENECK;
    }

    abstract List<Layer> layers(Block block);

    boolean skips(Block block) {
        return isResidual();
    }

    Activation afterSum(Block block) {
        return isResidual() ? block.activation() : Activation.IDENTITY;
    }
}
