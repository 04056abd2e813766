package io.phiscale.trainer.engine;

import io.phiscale.scaling.architecture.Architecture;
import io.phiscale.scaling.architecture.Block;
import io.phiscale.scaling.architecture.Convolution;
import io.phiscale.scaling.architecture.Layer;
import io.phiscale.scaling.architecture.Stage;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * The names that timm's EfficientNets (PyTorch Image Models) give to their layers, so that weights can be exchanged with
 * the world. Weights have PyTorch's shapes: [outputs, inputs / groups, kernel, kernel], and [outputs, inputs].
 */
public final class TimmNames {
    public static final LayerName STEM = new LayerName("conv_stem", "bn1");
    public static final LayerName HEAD = new LayerName("conv_head", "bn2");
    public static final String CLASSIFIER = "classifier";

    private TimmNames() {}

    /** @return for each block in forward order the names of its layers in forward order */
    public static List<List<LayerName>> blocks(Architecture architecture) {
        List<List<LayerName>> names = new ArrayList<>();
        List<Stage> stages = architecture.stages();
        Iterator<Block> blocks = architecture.blocks().iterator();
        for (int stage = 0; stage < stages.size(); stage++) {
            for (int block = 0; block < stages.get(stage).layers(); block++) {
                names.add(block("blocks.%d.%d.".formatted(stage, block), blocks.next()));
            }
        }
        return names;
    }

    private static List<LayerName> block(String prefix, Block block) {
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
        return names;
    }

    /** The linear one at the end is called otherwise where there is no other pointwise one. */
    private static List<String> convolutions(Block block) {
        return switch (block.operator()) {
            case CONVOLUTION -> List.of("conv");
            case MBCONV ->
                block.expansion() == 1 ? List.of("conv_dw", "conv_pw") : List.of("conv_pw", "conv_dw", "conv_pwl");
        };
    }
}
