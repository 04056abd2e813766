package io.phiscale.layers.dl4j;

import static io.phiscale.layers.dl4j.ConvolutionKernel.matrix;
import static io.phiscale.layers.dl4j.Operations.add;
import static io.phiscale.layers.dl4j.Operations.multiply;
import static io.phiscale.layers.dl4j.Operations.subtract;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** {@link NormalizedConvolution} at run time. */
final class NormalizedConvolutionLayer extends ParameterizedLayer<NormalizedConvolution> {
    private final ConvolutionKernel kernel;
    private final BatchNorm batchNorm;
    private final Nonlinearity nonlinearity;
    private @Nullable Forward last;

    NormalizedConvolutionLayer(NeuralNetConfiguration configuration, DataType type) {
        super(configuration, type);
        kernel = ConvolutionKernel.of(layerConf());
        batchNorm = new BatchNorm(layerConf().getEpsilon());
        nonlinearity = Nonlinearity.of(layerConf().getActivationFn());
    }

    /** What the backward pass needs of the forward one. */
    private record Forward(BatchNorm.Batch batch, INDArray factor, INDArray gate, INDArray output) {}

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
        INDArray factor = memory.kept(batch.inverseDeviation().shape());
        multiply(multiple(NormalizedConvolution.SCALE, factor), batch.inverseDeviation(), factor);
        INDArray shift = memory.forwardScratch(factor.shape());
        BatchNorm.affine(batch.centred(), factor, multiple(NormalizedConvolution.SHIFT, shift), matrix(output));
        INDArray gate = nonlinearity.forward(output, room(convolved.shape(), memory, true));
        last = new Forward(batch, factor, gate, output);
        return output;
    }

    private INDArray normalizeByRunningStatistics(INDArray convolved, Memory memory) {
        INDArray variance = getParam(NormalizedConvolution.VARIANCE);
        INDArray scale = batchNorm.inverseDeviation(variance, memory.forwardScratch(variance.shape()));
        INDArray row = memory.forwardScratch(variance.shape());
        multiply(scale, multiple(NormalizedConvolution.SCALE, row), scale);
        INDArray shift = memory.forwardScratch(variance.shape());
        multiply(getParam(NormalizedConvolution.MEAN), scale, shift);
        subtract(multiple(NormalizedConvolution.SHIFT, row), shift, shift);
        INDArray values = matrix(convolved);
        BatchNorm.affine(values, scale, shift, values);
        INDArray unused = nonlinearity.forward(convolved, room(convolved.shape(), memory, false));
        return convolved;
    }

    private static Nonlinearity.Room room(long[] shape, Memory memory, boolean training) {
        return new Nonlinearity.Room() {
            @Override
            public INDArray kept() {
                return training ? memory.kept(shape) : scratch();
            }

            @Override
            public INDArray scratch() {
                return memory.forwardScratch(shape);
            }
        };
    }

    @Override
    INDArray backward(INDArray input, INDArray gradient, Memory memory) {
        Forward forward = last;
        if (forward == null) {
            throw new IllegalStateException("backward pass without a forward pass in training mode");
        }
        INDArray inner = memory.backwardScratch(gradient.shape());
        INDArray afterScale = nonlinearity.backward(forward.gate(), forward.output(), gradient, inner);
        INDArray scaleGradient = parameterGradient(NormalizedConvolution.SCALE);
        INDArray shiftGradient = parameterGradient(NormalizedConvolution.SHIFT);
        batchNorm.backward(
                forward.batch(),
                forward.factor(),
                matrix(afterScale),
                matrix(inner),
                scaleGradient,
                shiftGradient,
                nonlinearity.multiple(),
                memory);
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

    /** @param batch is overwritten: this is the last that is wanted of it */
    private static void average(INDArray running, INDArray batch, double decay) {
        // running · decay + batch · (1 − decay)
        subtract(batch, running, batch);
        add(running, batch.muli(1 - decay), running);
    }

    /** @param result for what the activation is to be given; where that is the parameter itself, it is returned */
    private INDArray multiple(String parameter, INDArray result) {
        INDArray row = getParam(parameter);
        return nonlinearity.multiple() == 1 ? row : multiply(row, nonlinearity.multiple(), result);
    }

    @Override
    public void clear() {
        super.clear();
        last = null;
    }
}
