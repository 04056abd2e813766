package io.phiscale.scaling.architecture;

import java.util.ArrayList;
import java.util.List;

/** The kinds of block, each of which knows the layers that it is made of. */
public enum Operator {
    /** One convolution with batch norm and SiLU; no skip connection. */
    CONVOLUTION {
        @Override
        List<Layer> layers(Block block) {
            return List.of(Convolution.full(
                    block.kernel(), block.stride(), block.inputChannels(), block.outputChannels(), Activation.SILU));
        }

        @Override
        boolean skips(Block block) {
            return false;
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
                layers.add(Convolution.full(1, 1, input, expanded, Activation.SILU));
            }
            layers.add(Convolution.depthwise(block.kernel(), block.stride(), expanded));
            if (block.squeezedChannels() > 0) {
                layers.add(new SqueezeExcitation(expanded, block.squeezedChannels()));
            }
            layers.add(Convolution.full(1, 1, expanded, block.outputChannels(), Activation.IDENTITY));
            return List.copyOf(layers);
        }

        @Override
        boolean skips(Block block) {
            return block.stride() == 1 && block.inputChannels() == block.outputChannels();
        }
    };

    abstract List<Layer> layers(Block block);

    abstract boolean skips(Block block);
}
