package io.phiscale.engine.dl4j.network;

import io.phiscale.layers.dl4j.NormalizedConvolution;
import io.phiscale.layers.dl4j.Residual;
import io.phiscale.layers.dl4j.SqueezeExcitation;
import io.phiscale.protocol.recipe.Regularization;
import io.phiscale.scaling.architecture.Activation;
import io.phiscale.scaling.architecture.Architecture;
import io.phiscale.scaling.architecture.Block;
import io.phiscale.scaling.architecture.Convolution;
import io.phiscale.scaling.architecture.Layer;
import io.phiscale.scaling.architecture.MaxPooling;
import java.util.List;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.distribution.UniformDistribution;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.weights.WeightInitDistribution;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.activations.impl.ActivationReLU;
import org.nd4j.linalg.activations.impl.ActivationReLU6;
import org.nd4j.linalg.activations.impl.ActivationSoftmax;
import org.nd4j.linalg.activations.impl.ActivationSwish;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.impl.LossMCXENT;

/**
 * An architecture as a Deeplearning4j graph: [batch, resolution, resolution, channels] to class probabilities. Every
 * helper returns the name of the last layer that it added, so that no name is written twice.
 */
public final class NetworkConfiguration {
    /** The layer whose output the dense layer takes: [batch, features]. */
    public static final String FEATURES = "pool";
    /** The dense layer. */
    public static final String CLASSES = "classes";

    /** Losses are cut off at its logarithm: with Deeplearning4j's own 1e-10, large networks' first ones all looked alike. */
    private static final double LEAST_PROBABILITY = 1e-35;

    static final String STEM = "stem";
    static final String HEAD = "head";

    private static final String IMAGES = "images";

    private final Architecture architecture;
    private final Regularization regularization;
    private final GraphBuilder graph;

    private NetworkConfiguration(Architecture architecture, Regularization regularization, GraphBuilder graph) {
        this.architecture = architecture;
        this.regularization = regularization;
        this.graph = graph;
    }

    /**
     * @param seed of the weights, where Deeplearning4j draws them
     * @param type of all numbers; single precision but in gradient checks
     */
    public static ComputationGraphConfiguration of(
            Architecture architecture, Regularization regularization, long seed, DataType type) {
        NeuralNetConfiguration.Builder global = new NeuralNetConfiguration.Builder();
        // Not seed(), which would load ND4J's native library: configurations can be written where there is none.
        global.setSeed(seed);
        GraphBuilder graph = global.dataType(type)
                .updater(new Sgd())
                .graphBuilder()
                .addInputs(IMAGES)
                .setInputTypes(InputType.convolutional(
                        architecture.resolution(),
                        architecture.resolution(),
                        architecture.inputChannels(),
                        CNN2DFormat.NHWC));
        return new NetworkConfiguration(architecture, regularization, graph).build();
    }

    private ComputationGraphConfiguration build() {
        String last = layer(STEM, architecture.stemConvolution(), IMAGES);
        if (architecture.stemPooling().isPresent()) {
            last = add(STEM + "/pool", pooling(architecture.stemPooling().get()), last);
        }
        List<Block> blocks = architecture.blocks();
        for (int index = 0; index < blocks.size(); index++) {
            last = block(index, blocks.get(index), regularization.dropRate(index, blocks.size()), last);
        }
        if (architecture.headConvolution().isPresent()) {
            last = layer(HEAD, architecture.headConvolution().get(), last);
        }
        last = add(FEATURES, new GlobalPoolingLayer(PoolingType.AVG), last);
        return graph.setOutputs(add(CLASSES, dense(), last)).build();
    }

    private String block(int index, Block block, double dropRate, String input) {
        String last = input;
        int number = 0;
        for (Layer layer : block.layers()) {
            last = layer(layerName(index, number++), layer, last);
        }
        return block.skips() ? sum(index, block, dropRate, input, last) : last;
    }

    /** The block's input and its branch's output, and what follows. */
    private String sum(int index, Block block, double dropRate, String input, String branch) {
        String skip = input;
        if (block.projection().isPresent()) {
            skip = layer(projectionName(index), block.projection().get(), input);
        }
        String sum = "block%d/sum".formatted(index + 1);
        graph.addVertex(sum, new Residual(dropRate, function(block.afterSum())), skip, branch);
        return sum;
    }

    static String projectionName(int block) {
        return "block%d/projection".formatted(block + 1);
    }

    /** Of a block's layer; both from 0. */
    static String layerName(int block, int layer) {
        return "block%d/%d".formatted(block + 1, layer + 1);
    }

    private String layer(String name, Layer layer, String input) {
        if (layer instanceof Convolution convolution) {
            return add(name, convolution(convolution), input);
        }
        if (layer instanceof io.phiscale.scaling.architecture.SqueezeExcitation squeeze) {
            return add(name, new SqueezeExcitation(squeeze.channels(), squeeze.squeezedChannels()), input);
        }
        throw new IllegalArgumentException("unknown layer " + layer);
    }

    private static NormalizedConvolution convolution(Convolution convolution) {
        NormalizedConvolution layer = convolution.isDepthwise()
                ? NormalizedConvolution.depthwise(
                        convolution.kernel(), convolution.stride(), convolution.outputChannels())
                : NormalizedConvolution.full(
                        convolution.kernel(),
                        convolution.stride(),
                        convolution.inputChannels(),
                        convolution.outputChannels());
        return layer.with(function(convolution.activation()));
    }

    private static IActivation function(Activation activation) {
        return switch (activation) {
            case IDENTITY -> new ActivationIdentity();
            case RELU -> new ActivationReLU();
            case RELU6 -> new ActivationReLU6();
            case SILU -> new ActivationSwish();
        };
    }

    private static SubsamplingLayer pooling(MaxPooling pooling) {
        return new SubsamplingLayer.Builder(SubsamplingLayer.PoolingType.MAX)
                .kernelSize(pooling.kernel(), pooling.kernel())
                .stride(pooling.stride(), pooling.stride())
                .convolutionMode(ConvolutionMode.Same)
                .dataFormat(CNN2DFormat.NHWC)
                .build();
    }

    /** Dropout, then a dense layer that begins as U(±1 / √classes). Deeplearning4j's number is the share it keeps. */
    private OutputLayer dense() {
        double bound = 1 / Math.sqrt(architecture.classes());
        return new OutputLayer.Builder(new LossMCXENT(LEAST_PROBABILITY, null))
                .nIn(architecture.features())
                .nOut(architecture.classes())
                .activation(new ActivationSoftmax())
                .weightInit(new WeightInitDistribution(new UniformDistribution(-bound, bound)))
                .dropOut(regularization.dropout() == 0 ? 0 : 1 - regularization.dropout())
                .build();
    }

    private String add(String name, org.deeplearning4j.nn.conf.layers.Layer layer, String input) {
        graph.addLayer(name, layer, input);
        return name;
    }
}
