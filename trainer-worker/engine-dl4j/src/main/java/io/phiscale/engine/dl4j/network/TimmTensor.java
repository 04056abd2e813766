package io.phiscale.engine.dl4j.network;

import io.phiscale.scaling.architecture.Architecture;
import io.phiscale.scaling.architecture.Block;
import io.phiscale.scaling.architecture.Convolution;
import io.phiscale.scaling.architecture.Layer;
import io.phiscale.trainer.engine.LayerName;
import io.phiscale.trainer.engine.TimmNames;
import io.phiscale.trainer.engine.TimmNames.BlockNames;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a parameter of a Deeplearning4j layer is called in timm, and how PyTorch shapes it.
 *
 * @param axes of the Deeplearning4j parameter, in PyTorch's order; none for a row of numbers
 * @param ones further axes of size 1 that PyTorch has at the end
 */
record TimmTensor(String name, List<Integer> axes, int ones) {
    private static final List<Integer> MATRIX = List.of(1, 0);
    private static final List<Integer> KERNEL = List.of(3, 2, 0, 1);
    private static final List<Integer> DEPTHWISE_KERNEL = List.of(2, 3, 0, 1);
    /** [size] or [1, size] in Deeplearning4j. */
    private static final List<Integer> ROW = List.of();

    /** @return by the layer's name in the graph, and then the parameter's in the layer */
    static Map<String, Map<String, TimmTensor>> of(Architecture architecture) {
        Map<String, Map<String, TimmTensor>> tensors = new HashMap<>();
        TimmNames names = TimmNames.of(architecture);
        tensors.put(NetworkConfiguration.STEM, convolution(names.stem(), architecture.stemConvolution()));
        List<Block> blocks = architecture.blocks();
        for (int index = 0; index < blocks.size(); index++) {
            tensors.putAll(block(index, blocks.get(index), names.blocks().get(index)));
        }
        architecture
                .headConvolution()
                .ifPresent(head -> tensors.put(NetworkConfiguration.HEAD, convolution(names.head(), head)));
        tensors.put(
                NetworkConfiguration.CLASSES,
                Map.of(
                        "W", new TimmTensor(names.classifier() + ".weight", MATRIX, 0),
                        "b", new TimmTensor(names.classifier() + ".bias", ROW, 0)));
        return tensors;
    }

    private static Map<String, Map<String, TimmTensor>> block(int index, Block block, BlockNames names) {
        Map<String, Map<String, TimmTensor>> tensors = new HashMap<>();
        List<Layer> layers = block.layers();
        for (int layer = 0; layer < layers.size(); layer++) {
            tensors.put(
                    NetworkConfiguration.layerName(index, layer),
                    layer(names.layers().get(layer), layers.get(layer)));
        }
        block.projection()
                .ifPresent(projection -> tensors.put(
                        NetworkConfiguration.projectionName(index), convolution(names.projection(), projection)));
        return tensors;
    }

    private static Map<String, TimmTensor> layer(LayerName name, Layer layer) {
        return layer instanceof Convolution convolution ? convolution(name, convolution) : squeezeExcitation(name);
    }

    private static Map<String, TimmTensor> convolution(LayerName name, Convolution convolution) {
        String weight = name.layer() + ".weight";
        return Map.of(
                "W", isPointwise(convolution) ? new TimmTensor(weight, MATRIX, 2) : kernel(weight, convolution),
                "gamma", new TimmTensor(name.norm() + ".weight", ROW, 0),
                "beta", new TimmTensor(name.norm() + ".bias", ROW, 0),
                "mean", new TimmTensor(name.norm() + ".running_mean", ROW, 0),
                "var", new TimmTensor(name.norm() + ".running_var", ROW, 0));
    }

    private static boolean isPointwise(Convolution convolution) {
        return convolution.kernel() == 1 && convolution.stride() == 1 && !convolution.isDepthwise();
    }

    private static TimmTensor kernel(String name, Convolution convolution) {
        return new TimmTensor(name, convolution.isDepthwise() ? DEPTHWISE_KERNEL : KERNEL, 0);
    }

    private static Map<String, TimmTensor> squeezeExcitation(LayerName name) {
        return Map.of(
                "squeezeW", new TimmTensor(name.layer() + ".conv_reduce.weight", MATRIX, 2),
                "squeezeB", new TimmTensor(name.layer() + ".conv_reduce.bias", ROW, 0),
                "exciteW", new TimmTensor(name.layer() + ".conv_expand.weight", MATRIX, 2),
                "exciteB", new TimmTensor(name.layer() + ".conv_expand.bias", ROW, 0));
    }

    /** @param sizes of the Deeplearning4j parameter */
    List<Long> shape(List<Long> sizes) {
        if (isRow()) {
            return List.of(sizes.stream().reduce(1L, Math::multiplyExact));
        }
        List<Long> shape = new ArrayList<>();
        axes.forEach(axis -> shape.add(sizes.get(axis)));
        for (int i = 0; i < ones; i++) {
            shape.add(1L);
        }
        return shape;
    }

    boolean isRow() {
        return axes.isEmpty();
    }
}
