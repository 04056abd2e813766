package io.phiscale.trainer.engine;

import io.phiscale.scaling.architecture.Architecture;
import io.phiscale.scaling.architecture.Block;
import io.phiscale.scaling.architecture.Convolution;
import io.phiscale.scaling.architecture.Layer;
import io.phiscale.scaling.architecture.Operator;
import io.phiscale.scaling.architecture.Stage;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * The names that timm (PyTorch Image Models) gives to layers, so that weights can be exchanged with the world: those of its
 * ResNets for networks of nothing but residual blocks, which are torchvision's too, and else those of its EfficientNets and
 * MobileNets. Weights have PyTorch's shapes: [outputs, inputs / groups, kernel, kernel], and [outputs, inputs].
 *
 * @param blocks in forward order
 * @param head of its convolution, whether there is one or not
 */
public record TimmNames(LayerName stem, List<BlockNames> blocks, LayerName head, String classifier) {
    /**
     * @param layers of the block's layers in forward order
     * @param projection of the convolution on its way around them, whether there is one or not
     */
    public record BlockNames(List<LayerName> layers, LayerName projection) {}

    public TimmNames {
        blocks = List.copyOf(blocks);
    }

    public static TimmNames of(Architecture architecture) {
        boolean resnet = architecture.stages().stream().map(Stage::operator).allMatch(Operator::isResidual);
        return new TimmNames(
                new LayerName(resnet ? "conv1" : "conv_stem", "bn1"),
                blocks(architecture, resnet),
                new LayerName("conv_head", "bn2"),
                resnet ? "fc" : "classifier");
    }

    private static List<BlockNames> blocks(Architecture architecture, boolean resnet) {
        List<BlockNames> names = new ArrayList<>();
        List<Stage> stages = architecture.stages();
        Iterator<Block> blocks = architecture.blocks().iterator();
        for (int stage = 0; stage < stages.size(); stage++) {
            String place = resnet ? "layer" + (stage + 1) : "blocks." + stage;
            for (int block = 0; block < stages.get(stage).layers(); block++) {
                names.add(block("%s.%d.".formatted(place, block), blocks.next()));
            }
        }
        return names;
    }

    private static BlockNames block(String prefix, Block block) {
        List<LayerName> names = new ArrayList<>();
        Iterator<String> convolutions = convolutions(block).iterator();
        int norms = 0;
        for (Layer layer : block.layers()) {
            if (layer instanceof Convolution) {
                norms++;
                names.add(new LayerName(prefix + convolutions.next(), prefix + "bn" + norms));
            } else {
                names.add(new LayerName(prefix + "se", ""));
            }
        }
        return new BlockNames(List.copyOf(names), new LayerName(prefix + "downsample.0", prefix + "downsample.1"));
    }

    /** The linear one at the end of an MBConv block is called otherwise where there is no other pointwise one. */
    private static List<String> convolutions(Block block) {
        return switch (block.operator()) {
            case CONVOLUTION -> List.of("conv");
            case SEPARABLE -> List.of("conv_dw", "conv_pw");
            case MBCONV ->
                block.expansion() == 1 ? List.of("conv_dw", "conv_pw") : List.of("conv_pw", "conv_dw", "conv_pwl");
            case BASIC -> List.of("conv1", "conv2");
            case BOTTLENECK -> List.of("conv1", "conv2", "conv3");
        };
    }
}
