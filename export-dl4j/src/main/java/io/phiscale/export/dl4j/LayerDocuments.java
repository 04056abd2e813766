package io.phiscale.export.dl4j;

import io.phiscale.scaling.architecture.Activation;
import io.phiscale.scaling.architecture.Convolution;
import io.phiscale.scaling.architecture.Layer;
import io.phiscale.scaling.architecture.MaxPooling;
import io.phiscale.scaling.architecture.SqueezeExcitation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Layers as Deeplearning4j 1.0.0-M2.1 writes them. */
final class LayerDocuments {
    private static final String ACTIVATIONS = "org.nd4j.linalg.activations.impl.Activation";
    private static final String LAYERS = "org.deeplearning4j.nn.conf.layers.";
    private static final String OURS = "io.phiscale.layers.dl4j.";
    private static final double BATCH_NORM_DECAY = 0.99;
    private static final double BATCH_NORM_EPSILON = 1e-3;

    private LayerDocuments() {}

    static Map<String, Object> of(String name, Layer layer) {
        if (layer instanceof Convolution convolution) {
            return convolution(name, convolution);
        }
        return squeezeExcitation(name, (SqueezeExcitation) layer);
    }

    private static Map<String, Object> convolution(String name, Convolution convolution) {
        Map<String, Object> document = weighted(
                OURS + "NormalizedConvolution",
                name,
                function(convolution.activation()),
                convolution.inputChannels(),
                convolution.outputChannels());
        document.put("kernel", convolution.kernel());
        document.put("stride", convolution.stride());
        document.put("depthwise", convolution.isDepthwise());
        document.put("decay", BATCH_NORM_DECAY);
        document.put("epsilon", BATCH_NORM_EPSILON);
        return document;
    }

    private static Map<String, Object> squeezeExcitation(String name, SqueezeExcitation squeeze) {
        Map<String, Object> document =
                weighted(OURS + "SqueezeExcitation", name, plain("Sigmoid"), squeeze.channels(), squeeze.channels());
        document.put("squeezedChannels", squeeze.squeezedChannels());
        return document;
    }

    /** Of [batch, height, width, channels], to ⌈height / stride⌉ and ⌈width / stride⌉. */
    static Map<String, Object> pooling(String name, MaxPooling pooling) {
        Map<String, Object> document = unweighted("SubsamplingLayer", name);
        document.put("poolingType", "MAX");
        document.put("kernelSize", List.of(pooling.kernel(), pooling.kernel()));
        document.put("stride", List.of(pooling.stride(), pooling.stride()));
        document.put("convolutionMode", "Same");
        document.put("cnn2dDataFormat", "NHWC");
        document.put("padding", List.of(0, 0));
        document.put("dilation", List.of(1, 1));
        document.put("pnorm", 0);
        document.put("eps", 1e-8);
        document.put("avgPoolIncludePadInDivisor", false);
        document.put("cudnnAllowFallback", true);
        return document;
    }

    /** Global average over height and width of [batch, height, width, channels]. */
    static Map<String, Object> pool(String name) {
        Map<String, Object> document = unweighted("GlobalPoolingLayer", name);
        document.put("poolingType", "AVG");
        document.put("poolingDimensions", List.of(1, 2));
        document.put("pnorm", 2);
        document.put("collapseDimensions", true);
        return document;
    }

    /** Dropout and dense layer with softmax; weights begin as U(±1 / √classes). */
    static Map<String, Object> dense(String name, int inputs, int classes, double dropout) {
        Map<String, Object> document = weighted(LAYERS + "OutputLayer", name, plain("Softmax"), inputs, classes);
        double bound = 1 / Math.sqrt(classes);
        document.put("gainInit", 1.0);
        document.put("hasBias", true);
        document.put(
                "lossFn", Map.of("@class", "org.nd4j.linalg.lossfunctions.impl.LossMCXENT", "softmaxClipEps", 1e-35));
        document.put(
                "weightInitFn",
                Map.of(
                        "@class",
                        "org.deeplearning4j.nn.weights.WeightInitDistribution",
                        "distribution",
                        Map.of(
                                "type",
                                "org.deeplearning4j.nn.conf.distribution.UniformDistribution",
                                "lower",
                                -bound,
                                "upper",
                                bound)));
        if (dropout > 0) {
            // Deeplearning4j's number is the share that it keeps.
            document.put(
                    "idropout",
                    Map.of(
                            "@class",
                            "org.deeplearning4j.nn.conf.dropout.Dropout",
                            "p",
                            1 - dropout,
                            "helperAllowFallback",
                            true));
        }
        return document;
    }

    private static Map<String, Object> function(Activation activation) {
        return switch (activation) {
            case IDENTITY -> plain("Identity");
            case RELU -> plain("ReLU");
            case RELU6 -> plain("ReLU6");
            case SILU -> plain("Swish");
        };
    }

    private static Map<String, Object> plain(String activation) {
        return Map.of("@class", ACTIVATIONS + activation);
    }

    /** What Deeplearning4j writes for every layer of its own without weights. */
    private static Map<String, Object> unweighted(String type, String name) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("@class", LAYERS + type);
        document.put("layerName", name);
        document.put("gradientNormalization", "None");
        document.put("gradientNormalizationThreshold", 0.0);
        return document;
    }

    /** What Deeplearning4j writes for every layer with weights; the updater is its default, and meant to be replaced. */
    private static Map<String, Object> weighted(
            String type, String name, Map<String, Object> activation, int inputs, int outputs) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("@class", type);
        document.put("layerName", name);
        document.put("activationFn", activation);
        document.put("nin", inputs);
        document.put("nout", outputs);
        document.put("biasInit", 0.0);
        document.put("gainInit", 0.0);
        document.put("gradientNormalization", "None");
        document.put("gradientNormalizationThreshold", 1.0);
        document.put("iupdater", Map.of("@class", "org.nd4j.linalg.learning.config.Sgd", "learningRate", 0.001));
        document.put("regularization", List.of());
        document.put("regularizationBias", List.of());
        document.put("weightInitFn", Map.of("@class", "org.deeplearning4j.nn.weights.WeightInitXavier"));
        return document;
    }
}
