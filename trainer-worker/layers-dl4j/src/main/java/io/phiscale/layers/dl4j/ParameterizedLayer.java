package io.phiscale.layers.dl4j;

import java.util.Objects;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.shape.Shape;

/** What our layers at run time share: Deeplearning4j's calls become a forward and a backward pass. */
abstract class ParameterizedLayer<C extends BaseLayer> extends org.deeplearning4j.nn.layers.BaseLayer<C> {

    ParameterizedLayer(NeuralNetConfiguration configuration, DataType type) {
        super(configuration, type);
    }

    /** @return the layer's output, in kept memory */
    abstract INDArray forward(INDArray input, boolean training, Memory memory);

    /**
     * Writes the gradients of all parameters.
     *
     * @param gradient with respect to the output of the last forward pass in training mode
     * @return the gradient with respect to its input, in gradient memory
     */
    abstract INDArray backward(INDArray input, INDArray gradient, Memory memory);

    INDArray parameterGradient(String name) {
        return Objects.requireNonNull(gradientViews.get(name), name);
    }

    @Override
    public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
        assertInputSet(false);
        return forward(rowMajor(input), training, new Memory(workspaces, dataType));
    }

    @Override
    public Pair<Gradient, INDArray> backpropGradient(INDArray gradient, LayerWorkspaceMgr workspaces) {
        assertInputSet(true);
        INDArray inputGradient = backward(rowMajor(input), rowMajor(gradient), new Memory(workspaces, dataType));
        Gradient gradients = new DefaultGradient(gradientsFlattened);
        gradientViews.forEach(gradients::setGradientFor);
        return new Pair<>(gradients, inputGradient);
    }

    @Override
    public boolean isPretrainLayer() {
        return false;
    }

    /** Stock layers may hand over views or column-major arrays, which reshaping would copy or reorder. */
    private static INDArray rowMajor(INDArray array) {
        return array.ordering() == 'c' && Shape.hasDefaultStridesForShape(array) ? array : array.dup('c');
    }
}
