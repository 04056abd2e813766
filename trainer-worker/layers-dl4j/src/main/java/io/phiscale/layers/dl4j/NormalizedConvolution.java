package io.phiscale.layers.dl4j;

import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.activations.impl.ActivationSwish;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A convolution without bias, batch norm (Ioffe and Szegedy), and SiLU, ReLU, ReLU6 or nothing, in one layer: [batch,
 * height, width, channels] to [batch, ⌈height / stride⌉, ⌈width / stride⌉, channels]. Weights begin as N(0, √(2 / fan out)).
 */
public final class NormalizedConvolution extends ChannelsLastLayer {
    static final String WEIGHTS = "W";
    static final String SCALE = "gamma";
    static final String SHIFT = "beta";
    static final String MEAN = "mean";
    static final String VARIANCE = "var";

    private int kernel;
    private int stride;
    private boolean depthwise;
    private double decay = 0.99;
    private double epsilon = 1e-3;

    /** For Deeplearning4j, which fills in the fields from JSON. */
    NormalizedConvolution() {}

    private NormalizedConvolution(int kernel, int stride, long inputs, long outputs, boolean depthwise) {
        this.kernel = kernel;
        this.stride = stride;
        this.depthwise = depthwise;
        setNIn(inputs);
        setNOut(outputs);
        setActivationFn(new ActivationSwish());
    }

    public static NormalizedConvolution full(int kernel, int stride, long inputs, long outputs) {
        return new NormalizedConvolution(kernel, stride, inputs, outputs, false);
    }

    public static NormalizedConvolution depthwise(int kernel, int stride, long channels) {
        return new NormalizedConvolution(kernel, stride, channels, channels, true);
    }

    /** The linear projection at the end of a block's branch. */
    public NormalizedConvolution withoutActivation() {
        return with(new ActivationIdentity());
    }

    /**
     * Instead of SiLU.
     *
     * @param activation identity, ReLU, ReLU6 or Swish, with its usual thresholds
     * @throws IllegalArgumentException for any other
     */
    public NormalizedConvolution with(IActivation activation) {
        Nonlinearity unused = Nonlinearity.of(activation);
        setActivationFn(activation);
        return this;
    }

    public int getKernel() {
        return kernel;
    }

    public int getStride() {
        return stride;
    }

    public boolean isDepthwise() {
        return depthwise;
    }

    /** How much of batch norm's running statistics stays at every step. */
    public double getDecay() {
        return decay;
    }

    /** Added to the variance inside the root. */
    public double getEpsilon() {
        return epsilon;
    }

    @Override
    public Layer instantiate(
            NeuralNetConfiguration configuration,
            Collection<TrainingListener> listeners,
            int index,
            INDArray parameters,
            boolean initialize,
            DataType type) {
        return prepare(new NormalizedConvolutionLayer(configuration, type), listeners, index, parameters, initialize);
    }

    @Override
    public ParameterList initializer() {
        long[] shape = ConvolutionKernel.of(this).shape();
        long fanOut = (long) kernel * kernel * (depthwise ? 1 : getNOut());
        return new ParameterList(List.of(
                Parameter.weight(WEIGHTS, fanOut, shape),
                Parameter.constant(SCALE, Parameter.Role.NORMALIZATION, 1, getNOut()),
                Parameter.constant(SHIFT, Parameter.Role.NORMALIZATION, 0, getNOut()),
                Parameter.constant(MEAN, Parameter.Role.STATISTIC, 0, getNOut()),
                Parameter.constant(VARIANCE, Parameter.Role.STATISTIC, 1, getNOut())));
    }

    @Override
    InputType.InputTypeConvolutional outputType(InputType.InputTypeConvolutional input) {
        return featureMap(outputSize(input.getHeight()), outputSize(input.getWidth()), getNOut());
    }

    long outputSize(long size) {
        return (size + stride - 1) / stride;
    }

    @Override
    public boolean equals(Object other) {
        return super.equals(other)
                && other instanceof NormalizedConvolution that
                && kernel == that.kernel
                && stride == that.stride
                && depthwise == that.depthwise
                && decay == that.decay
                && epsilon == that.epsilon;
    }

    @Override
    public int hashCode() {
        return Objects.hash(super.hashCode(), kernel, stride, depthwise, decay, epsilon);
    }
}
