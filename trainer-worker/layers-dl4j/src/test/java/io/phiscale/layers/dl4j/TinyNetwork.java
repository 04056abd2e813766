package io.phiscale.layers.dl4j;

import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions;

/** Networks of a few layers on images of a few pixels, in double precision, with two classes. */
final class TinyNetwork {
    static final int BATCH = 3;
    private final ComputationGraphConfiguration.GraphBuilder builder;
    private String last = "images";
    private int layers;

    TinyNetwork(int height, int width, int channels) {
        builder = new NeuralNetConfiguration.Builder()
                .seed(5)
                .dataType(DataType.DOUBLE)
                .updater(new Sgd(0.1))
                .graphBuilder()
                .addInputs(last)
                .setInputTypes(InputType.convolutional(height, width, channels, CNN2DFormat.NHWC));
    }

    TinyNetwork add(Layer layer) {
        String name = "layer" + ++layers;
        builder.addLayer(name, layer, last);
        last = name;
        return this;
    }

    TinyNetwork addResidual(double dropRate, Layer branch) {
        return addResidual(new Residual(dropRate), branch);
    }

    TinyNetwork addResidual(Residual residual, Layer branch) {
        String skip = last;
        add(branch);
        String name = "sum" + layers;
        builder.addVertex(name, residual, skip, last);
        last = name;
        return this;
    }

    ComputationGraphConfiguration configuration(int channels) {
        add(new GlobalPoolingLayer(PoolingType.AVG));
        add(new OutputLayer.Builder(LossFunctions.LossFunction.MCXENT)
                .nIn(channels)
                .nOut(2)
                .activation(Activation.SOFTMAX)
                .build());
        return builder.setOutputs(last).build();
    }

    ComputationGraph build(int channels) {
        ComputationGraph graph = new ComputationGraph(configuration(channels));
        graph.init();
        // Away from the start, where scales of 1 and shifts of 0 would hide mistakes.
        graph.params().addi(Nd4j.rand(DataType.DOUBLE, graph.params().shape()).muli(0.3));
        return graph;
    }

    static INDArray images(int height, int width, int channels) {
        Nd4j.getRandom().setSeed(11);
        return Nd4j.randn(DataType.DOUBLE, BATCH, height, width, channels);
    }

    static INDArray labels() {
        return Nd4j.create(new double[][] {{0.9, 0.1}, {0.1, 0.9}, {0.1, 0.9}});
    }
}
