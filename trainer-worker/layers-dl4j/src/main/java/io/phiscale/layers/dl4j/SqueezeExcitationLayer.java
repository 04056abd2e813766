package io.phiscale.layers.dl4j;

import static io.phiscale.layers.dl4j.Operations.add;
import static io.phiscale.layers.dl4j.Operations.matmul;
import static io.phiscale.layers.dl4j.Operations.matmulLeftTransposed;
import static io.phiscale.layers.dl4j.Operations.matmulRightTransposed;
import static io.phiscale.layers.dl4j.Operations.multiply;
import static io.phiscale.layers.dl4j.Operations.subtract;
import static io.phiscale.layers.dl4j.Operations.tanh;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** {@link SqueezeExcitation} at run time. */
final class SqueezeExcitationLayer extends ParameterizedLayer<SqueezeExcitation> {
    private static final double HALF = 0.5;

    private @Nullable Forward last;

    SqueezeExcitationLayer(NeuralNetConfiguration configuration, DataType type) {
        super(configuration, type);
    }

    /**
     * What the backward pass needs of the forward one.
     *
     * @param pooled [batch, channels]
     * @param siluGate [batch, squeezed]
     * @param squeezed [batch, squeezed], after SiLU
     * @param gate [batch, channels], after the sigmoid
     */
    private record Forward(INDArray pooled, INDArray siluGate, INDArray squeezed, INDArray gate) {}

    @Override
    INDArray forward(INDArray input, boolean training, Memory memory) {
        long batch = input.size(0);
        long channels = input.size(3);
        long squeezedChannels = layerConf().getSqueezedChannels();
        INDArray pooled = memory.kept(batch, channels).assign(pixels(input).mean(1));
        INDArray squeezed = dense(
                pooled,
                SqueezeExcitation.SQUEEZE_WEIGHTS,
                SqueezeExcitation.SQUEEZE_BIAS,
                memory.kept(batch, squeezedChannels));
        INDArray siluGate = memory.kept(batch, squeezedChannels);
        Silu.forward(multiply(squeezed, HALF, squeezed), siluGate, squeezed);
        INDArray gate = dense(
                squeezed,
                SqueezeExcitation.EXCITE_WEIGHTS,
                SqueezeExcitation.EXCITE_BIAS,
                memory.kept(batch, channels));
        // sigmoid(x) = (1 + tanh(x / 2)) / 2; see Silu.
        multiply(add(tanh(multiply(gate, HALF, gate), gate), 1, gate), HALF, gate);
        INDArray output = memory.kept(input.shape());
        multiply(pixels(input), row(gate), pixels(output));
        if (training) {
            last = new Forward(pooled, siluGate, squeezed, gate);
        }
        return output;
    }

    @Override
    INDArray backward(INDArray input, INDArray gradient, Memory memory) {
        Forward forward = last;
        if (forward == null) {
            throw new IllegalStateException("backward pass without a forward pass in training mode");
        }
        INDArray inputGradient = memory.gradient(input.shape());
        INDArray product = multiply(gradient, input, memory.backwardScratch(input.shape()));
        INDArray gate = forward.gate();
        INDArray gateGradient = pixels(product).sum(1);
        INDArray row = subtract(1, gate, memory.backwardScratch(gate.shape()));
        multiply(multiply(gateGradient, gate, gateGradient), row, gateGradient);
        INDArray squeezedGradient = denseBackward(
                forward.squeezed(),
                SqueezeExcitation.EXCITE_WEIGHTS,
                SqueezeExcitation.EXCITE_BIAS,
                gateGradient,
                memory);
        INDArray halfGradient = memory.backwardScratch(squeezedGradient.shape());
        multiply(squeezedGradient, HALF, squeezedGradient);
        Silu.backward(forward.siluGate(), forward.squeezed(), squeezedGradient, halfGradient);
        INDArray pooledGradient = denseBackward(
                forward.pooled(),
                SqueezeExcitation.SQUEEZE_WEIGHTS,
                SqueezeExcitation.SQUEEZE_BIAS,
                halfGradient,
                memory);
        INDArray result = pixels(inputGradient);
        multiply(pixels(gradient), row(gate), result);
        add(result, row(multiply(pooledGradient, 1.0 / result.size(1), pooledGradient)), result);
        last = null;
        return inputGradient;
    }

    private INDArray dense(INDArray input, String weights, String bias, INDArray result) {
        return add(matmul(input, getParam(weights), result), getParam(bias), result);
    }

    private INDArray denseBackward(INDArray input, String weights, String bias, INDArray gradient, Memory memory) {
        matmulLeftTransposed(input, gradient, parameterGradient(weights));
        parameterGradient(bias).assign(gradient.sum(true, 0));
        INDArray inputGradient = memory.backwardScratch(input.shape());
        return matmulRightTransposed(gradient, getParam(weights), inputGradient);
    }

    /** [batch, height · width, channels], a view. */
    private static INDArray pixels(INDArray featureMap) {
        return featureMap.reshape('c', featureMap.size(0), featureMap.size(1) * featureMap.size(2), featureMap.size(3));
    }

    /** [batch, 1, channels], a view that broadcasts over pixels. */
    private static INDArray row(INDArray perImage) {
        return perImage.reshape('c', perImage.size(0), 1, perImage.size(1));
    }

    @Override
    public void clear() {
        super.clear();
        last = null;
    }
}
