package io.phiscale.engine.dl4j.network;

import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.learning.config.NoOp;

/**
 * Which numbers of a network's flat parameter vector are what.
 *
 * @param trainable how many there are but for running statistics
 * @param decayed a vector of the same length: 1 for weights and biases, 0 for all of batch norm
 */
public record ParameterRoles(long trainable, INDArray decayed) {

    public static ParameterRoles of(ComputationGraph network) {
        INDArray decayed =
                Nd4j.zeros(network.params().dataType(), network.params().length());
        long trainable = 0;
        long from = 0;
        for (var vertex : FlatOrder.of(network)) {
            Layer layer = vertex.getLayer();
            var configuration = layer.conf().getLayer();
            ParamInitializer initializer = configuration.initializer();
            for (var parameter : layer.paramTable().entrySet()) {
                long to = from + parameter.getValue().length();
                String key = parameter.getKey();
                if (initializer.isWeightParam(configuration, key) || initializer.isBiasParam(configuration, key)) {
                    decayed.get(NDArrayIndex.interval(from, to)).assign(1);
                }
                if (!(configuration.getUpdaterByParam(parameter.getKey()) instanceof NoOp)) {
                    trainable += to - from;
                }
                from = to;
            }
        }
        return new ParameterRoles(trainable, decayed);
    }
}
