package io.phiscale.layers.dl4j;

import static io.phiscale.layers.dl4j.ConvolutionKernel.matrix;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.activations.impl.ActivationSwish;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** {@link NormalizedConvolution} at run time. */
final class NormalizedConvolutionLayer extends ParameterizedLayer<NormalizedConvolution> {
    private final ConvolutionKernel kernel;
    private final BatchNorm batchNorm;
    private final boolean silu;
    private @Nullable Forward last;

    NormalizedConvolutionLayer(NeuralNetConfiguration configuration, DataType type) {
        super(configuration, type);
        kernel = ConvolutionKernel.of(layerConf());
        batchNorm = new BatchNorm(layerConf().getEpsilon());
        silu = layerConf().getActivationFn() instanceof ActivationSwish;
    }

    /** What the backward pass needs of the forward one. Without activation, gate is the output and never read. */
    private record Forward(BatchNorm.Batch batch, INDArray gate, INDArray output) {}

    @Override
    INDArray forward(INDArray input, boolean training, Memory memory) {
        NormalizedConvolution layer = layerConf();
        INDArray convolved = memory.kept(
                input.size(0), layer.outputSize(input.size(1)), layer.outputSize(input.size(2)), layer.getNOut());
        kernel.forward(input, getParam(NormalizedConvolution.WEIGHTS), convolved);
        return training ? normalizeByBatch(convolved, memory) : normalizeByRunningStatistics(convolved, memory);
    }

    private INDArray normalizeByBatch(INDArray convolved, Memory memory) {
        BatchNorm.Batch batch = batchNorm.centre(matrix(convolved), memory);
        INDArray output = memory.kept(convolved.shape());
        INDArray factor = halfIfSilu(getParam(NormalizedConvolution.SCALE)).mul(batch.inverseDeviation());
        BatchNorm.affine(batch.centred(), factor, halfIfSilu(getParam(NormalizedConvolution.SHIFT)), matrix(output));
        INDArray gate = output;
        if (silu) {
            gate = memory.kept(convolved.shape());
            Silu.forward(output, gate, output);
        }
        last = new Forward(batch, gate, output);
        return output;
    }

    private INDArray normalizeByRunningStatistics(INDArray convolved, Memory memory) {
        INDArray variance = getParam(NormalizedConvolution.VARIANCE);
        INDArray inverseDeviation = batchNorm.inverseDeviation(variance, memory.forwardScratch(variance.shape()));
        INDArray scale = inverseDeviation.muli(halfIfSilu(getParam(NormalizedConvolution.SCALE)));
        INDArray shift = halfIfSilu(getParam(NormalizedConvolution.SHIFT))
                .sub(getParam(NormalizedConvolution.MEAN).mul(scale));
        INDArray values = matrix(convolved);
        BatchNorm.affine(values, scale, shift, values);
        return silu ? Silu.forward(convolved, memory.forwardScratch(convolved.shape()), convolved) : convolved;
    }

    @Override
    INDArray backward(INDArray input, INDArray gradient, Memory memory) {
        Forward forward = last;
        if (forward == null) {
            throw new IllegalStateException("backward pass without a forward pass in training mode");
        }
        INDArray inner = memory.backwardScratch(gradient.shape());
        INDArray afterScale = silu ? Silu.backward(forward.gate(), forward.output(), gradient, inner) : gradient;
        INDArray scaleGradient = parameterGradient(NormalizedConvolution.SCALE);
        INDArray shiftGradient = parameterGradient(NormalizedConvolution.SHIFT);
        batchNorm.backward(
                forward.batch(),
                halfIfSilu(getParam(NormalizedConvolution.SCALE)),
                matrix(afterScale),
                matrix(inner),
                scaleGradient,
                shiftGradient,
                memory);
        if (silu) {
            scaleGradient.divi(2);
            shiftGradient.divi(2);
        }
        INDArray inputGradient = memory.gradient(input.shape());
        kernel.backward(
                input,
                getParam(NormalizedConvolution.WEIGHTS),
                inner,
                inputGradient,
                parameterGradient(NormalizedConvolution.WEIGHTS),
                memory);
        updateRunningStatistics(forward.batch());
        last = null;
        return inputGradient;
    }

    /**
     * Exponential averages whose decay rises from 0.1 to the configured one as (1 + step) / (10 + step), TensorFlow's
     * rule: with a constant decay of 0.99, a training of a few hundred steps would be judged by its beginnings.
     */
    private void updateRunningStatistics(BatchNorm.Batch batch) {
        double step = getIterationCount();
        double decay = Math.min(layerConf().getDecay(), (1 + step) / (10 + step));
        average(getParam(NormalizedConvolution.MEAN), batch.mean(), decay);
        average(getParam(NormalizedConvolution.VARIANCE), batch.variance(), decay);
    }

    private static void average(INDArray running, INDArray batch, double decay) {
        running.muli(decay).addi(batch.mul(1 - decay));
    }

    private INDArray halfIfSilu(INDArray row) {
        return silu ? row.div(2) : row;
    }

    @Override
    public void clear() {
        super.clear();
        last = null;
    }
}
