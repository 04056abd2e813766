package io.phiscale.trainer.engine;

import io.phiscale.scaling.architecture.Architecture;
import io.phiscale.scaling.architecture.Convolution;
import io.phiscale.scaling.architecture.Layer;
import io.phiscale.scaling.architecture.Operator;
import io.phiscale.scaling.architecture.Stage;
import java.util.ArrayList;
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
        int block = 0;
        for (int stage = 0; stage < stages.size(); stage++) {
            for (int layer = 0; layer < stages.get(stage).layers(); layer++) {
                var built = architecture.blocks().get(block++);
                names.add(block("blocks.%d.%d.".formatted(stage, layer), built.operator(), built.layers()));
            }
        }
        return names;
    }

    private static List<LayerName> block(String prefix, Operator operator, List<Layer> layers) {
        List<LayerName> names = new ArrayList<>();
        boolean expanded = false;
        int norms = 0;
        for (Layer layer : layers) {
            if (layer instanceof Convolution convolution) {
                String name = operator == Operator.CONVOLUTION ? "conv" : mbConv(convolution, norms, expanded);
                expanded |= name.equals("conv_pw") && norms == 0;
                names.add(new LayerName(prefix + name, prefix + "bn" + ++norms));
            } else {
                names.add(new LayerName(prefix + "se", ""));
            }
        }
        return names;
    }

    /** Pointwise, depthwise, pointwise linear; without expansion there is no first one, and the last has its name. */
    private static String mbConv(Convolution convolution, int before, boolean expanded) {
        if (convolution.isDepthwise()) {
            return "conv_dw";
        }
        return before > 0 && expanded ? "conv_pwl" : "conv_pw";
    }
}
