package io.phiscale.layers.dl4j;

import java.util.Collection;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.memory.LayerMemoryReport;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.NoOp;

/** What our layers' configurations share: feature maps in and out, channels last, and a list of parameters. */
abstract class ChannelsLastLayer extends FeedForwardLayer {

    @Override
    public abstract ParameterList initializer();

    abstract InputType.InputTypeConvolutional outputType(InputType.InputTypeConvolutional input);

    static InputType.InputTypeConvolutional featureMap(long height, long width, long channels) {
        return new InputType.InputTypeConvolutional(height, width, channels, CNN2DFormat.NHWC);
    }

    <L extends ParameterizedLayer<?>> L prepare(
            L layer, Collection<TrainingListener> listeners, int index, INDArray parameters, boolean initialize) {
        layer.setListeners(listeners);
        layer.setIndex(index);
        layer.setParamsViewArray(parameters);
        layer.setParamTable(initializer().init(layer.conf(), parameters, initialize));
        return layer;
    }

    @Override
    public final InputType getOutputType(int index, InputType input) {
        if (!(input instanceof InputType.InputTypeConvolutional featureMap)
                || featureMap.getFormat() != CNN2DFormat.NHWC
                || featureMap.getChannels() != getNIn()) {
            throw new IllegalStateException("layer %s takes feature maps of %d channels, channels last, and got %s"
                    .formatted(getLayerName(), getNIn(), input));
        }
        return outputType(featureMap);
    }

    /** The number of input channels is given on construction. */
    @Override
    public final void setNIn(InputType input, boolean override) {}

    @Override
    public final @Nullable InputPreProcessor getPreProcessorForInputType(InputType input) {
        return null;
    }

    @Override
    public final IUpdater getUpdaterByParam(String name) {
        return initializer().has(name, Parameter.Role.STATISTIC) ? new NoOp() : getIUpdater();
    }

    @Override
    public final LayerMemoryReport getMemoryReport(InputType input) {
        long elements = input.arrayElementsPerExample();
        return new LayerMemoryReport.Builder(getLayerName(), getClass(), input, getOutputType(-1, input))
                .standardMemory(initializer().numParams(this), 0)
                .workingMemory(0, elements, 0, 3 * elements)
                .cacheMemory(0, 0)
                .build();
    }
}
