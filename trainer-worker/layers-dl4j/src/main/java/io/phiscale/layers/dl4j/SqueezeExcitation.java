package io.phiscale.layers.dl4j;

import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.activations.impl.ActivationSigmoid;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Squeeze-and-excitation (Hu et al.): global average pool, 1×1 convolution to the squeezed channels, SiLU, 1×1
 * convolution back, sigmoid gate on the input; both with biases. [batch, height, width, channels] in and out.
 */
public final class SqueezeExcitation extends ChannelsLastLayer {
    static final String SQUEEZE_WEIGHTS = "squeezeW";
    static final String SQUEEZE_BIAS = "squeezeB";
    static final String EXCITE_WEIGHTS = "exciteW";
    static final String EXCITE_BIAS = "exciteB";

    private long squeezedChannels;

    /** For Deeplearning4j, which fills in the fields from JSON. */
    SqueezeExcitation() {}

    public SqueezeExcitation(long channels, long squeezedChannels) {
        this.squeezedChannels = squeezedChannels;
        setNIn(channels);
        setNOut(channels);
        setActivationFn(new ActivationSigmoid());
    }

    public long getSqueezedChannels() {
        return squeezedChannels;
    }

    @Override
    public Layer instantiate(
            NeuralNetConfiguration configuration,
            Collection<TrainingListener> listeners,
            int index,
            INDArray parameters,
            boolean initialize,
            DataType type) {
        return prepare(new SqueezeExcitationLayer(configuration, type), listeners, index, parameters, initialize);
    }

    @Override
    public ParameterList initializer() {
        return new ParameterList(List.of(
                Parameter.weight(SQUEEZE_WEIGHTS, squeezedChannels, getNIn(), squeezedChannels),
                Parameter.constant(SQUEEZE_BIAS, Parameter.Role.BIAS, 0, squeezedChannels),
                Parameter.weight(EXCITE_WEIGHTS, getNIn(), squeezedChannels, getNIn()),
                Parameter.constant(EXCITE_BIAS, Parameter.Role.BIAS, 0, getNIn())));
    }

    @Override
    InputType.InputTypeConvolutional outputType(InputType.InputTypeConvolutional input) {
        return input;
    }

    @Override
    public boolean equals(Object other) {
        return super.equals(other)
                && other instanceof SqueezeExcitation that
                && squeezedChannels == that.squeezedChannels;
    }

    @Override
    public int hashCode() {
        return Objects.hash(super.hashCode(), squeezedChannels);
    }
}
