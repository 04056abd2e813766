package io.phiscale.layers.dl4j;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** The parameters of one layer, in the order in which they lie in the network's flat vector. */
record ParameterList(List<Parameter> parameters) implements ParamInitializer {
    ParameterList {
        parameters = List.copyOf(parameters);
    }

    boolean has(String name, Parameter.Role role) {
        return parameters.stream()
                .anyMatch(parameter ->
                        parameter.role() == role && parameter.name().equals(name));
    }

    @Override
    public long numParams(NeuralNetConfiguration configuration) {
        return numParams(configuration.getLayer());
    }

    @Override
    public long numParams(Layer layer) {
        return parameters.stream().mapToLong(Parameter::length).sum();
    }

    @Override
    public List<String> paramKeys(Layer layer) {
        return parameters.stream().map(Parameter::name).toList();
    }

    @Override
    public List<String> weightKeys(Layer layer) {
        return keys(Parameter.Role.WEIGHT);
    }

    @Override
    public List<String> biasKeys(Layer layer) {
        return keys(Parameter.Role.BIAS);
    }

    @Override
    public boolean isWeightParam(Layer layer, String key) {
        return has(key, Parameter.Role.WEIGHT);
    }

    @Override
    public boolean isBiasParam(Layer layer, String key) {
        return has(key, Parameter.Role.BIAS);
    }

    @Override
    public Map<String, INDArray> init(NeuralNetConfiguration configuration, INDArray flat, boolean initialize) {
        Map<String, INDArray> views = getGradientsFromFlattened(configuration, flat);
        parameters.forEach(parameter -> configuration.addVariable(parameter.name()));
        if (initialize) {
            parameters.forEach(parameter -> parameter.initialize(requireNonNull(views.get(parameter.name()))));
        }
        return views;
    }

    @Override
    public Map<String, INDArray> getGradientsFromFlattened(NeuralNetConfiguration configuration, INDArray flat) {
        INDArray vector = flat.reshape(flat.length());
        Map<String, INDArray> views = new LinkedHashMap<>();
        long from = 0;
        for (Parameter parameter : parameters) {
            long to = from + parameter.length();
            INDArray view = vector.get(NDArrayIndex.interval(from, to));
            views.put(parameter.name(), view.reshape('c', parameter.shape()));
            from = to;
        }
        return views;
    }

    private List<String> keys(Parameter.Role role) {
        List<String> keys = new ArrayList<>();
        for (Parameter parameter : parameters) {
            if (parameter.role() == role) {
                keys.add(parameter.name());
            }
        }
        return keys;
    }
}
