package io.phiscale.engine.libtorch.network;

import io.phiscale.engine.libtorch.network.Variable.Role;
import io.phiscale.scaling.architecture.Convolution;
import io.phiscale.trainer.engine.LayerName;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.T_TensorTensorTensor_T;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/** A convolution without bias, batch norm (Ioffe and Szegedy), and an activation. */
final class NormalizedConvolution implements Layer {
    /** Added to the variance inside the root. */
    private static final double EPSILON = 1e-3;

    private static final long[] NO_DILATION = {1, 1};
    /** Kept for good: one for each use would be a hundred native objects a pass. */
    private static final TensorOptional NONE = new TensorOptional().retainReference();

    private final Convolution convolution;
    private final Tensor weight;
    private final Tensor scale;
    private final Tensor shift;
    private final Tensor mean;
    private final Tensor variance;

    NormalizedConvolution(LayerName name, Convolution convolution, Variables variables) {
        this.convolution = convolution;
        int kernel = convolution.kernel();
        int outputs = convolution.outputChannels();
        int inputs = convolution.inputChannels() / convolution.groups();
        long fanOut = (long) kernel * kernel * outputs / convolution.groups();
        weight = variables.weight(name.layer() + ".weight", fanOut, outputs, inputs, kernel, kernel);
        scale = variables.constant(name.norm() + ".weight", Role.NORMALIZATION, 1, outputs);
        shift = variables.constant(name.norm() + ".bias", Role.NORMALIZATION, 0, outputs);
        mean = variables.constant(name.norm() + ".running_mean", Role.RUNNING_MEAN, 0, outputs);
        variance = variables.constant(name.norm() + ".running_var", Role.RUNNING_VARIANCE, 1, outputs);
    }

    @Override
    public Tensor forward(Tensor input, Pass pass) {
        return Activations.apply(convolution.activation(), normalize(convolve(input, pass), pass), pass);
    }

    private Tensor convolve(Tensor input, Pass pass) {
        Padding padding = Padding.same(input.size(2), convolution.kernel(), convolution.stride());
        if (!pass.findsGradients() || !isSlowAtGradients(input.size(2))) {
            return convolve(input, pass.place().features(weight), padding);
        }
        Tensor padded = padding.around(input);
        Tensor output = convolvePadded(padded, weight.detach(), padding);
        long remaining = padding.symmetric()[0];
        pass.find(new DepthwiseGradient(padded.detach(), output, weight, remaining, convolution.stride()));
        return output;
    }

    /** @param size of the input */
    private boolean isSlowAtGradients(long size) {
        boolean depthwise = convolution.groups() > 1;
        return depthwise && DepthwiseGradient.suits(convolution.kernel(), convolution.stride(), size);
    }

    private Tensor convolve(Tensor input, Tensor by, Padding padding) {
        return convolvePadded(padding.around(input), by, padding);
    }

    private Tensor convolvePadded(Tensor padded, Tensor by, Padding padding) {
        int stride = convolution.stride();
        return torch.conv2d(
                padded, by, NONE, new long[] {stride, stride}, padding.symmetric(), NO_DILATION, convolution.groups());
    }

    /** @param inverseDeviation as libtorch tells it: 1 / √(variance + ε) */
    static Tensor variance(Tensor inverseDeviation) {
        return inverseDeviation.pow(new Scalar(-2)).sub(new Scalar(EPSILON));
    }

    private Tensor normalize(Tensor convolved, Pass pass) {
        TensorOptional byScale = new TensorOptional(scale);
        TensorOptional byShift = new TensorOptional(shift);
        if (!pass.isTraining()) {
            TensorOptional byMean = new TensorOptional(mean);
            TensorOptional byVariance = new TensorOptional(variance);
            return torch.native_batch_norm(convolved, byScale, byShift, byMean, byVariance, false, 0, EPSILON)
                    .get0();
        }
        // The network moves its running statistics.
        T_TensorTensorTensor_T normalized =
                torch.native_batch_norm(convolved, byScale, byShift, NONE, NONE, true, 0, EPSILON);
        pass.measured(normalized.get1(), normalized.get2());
        return normalized.get0();
    }
}
