package io.phiscale.layers.dl4j;

import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.MaskState;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.BaseGraphVertex;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.jspecify.annotations.Nullable;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.rng.Random;
import org.nd4j.linalg.factory.Nd4j;

/** {@link Residual} at run time. */
@SuppressWarnings("overrides") // of varargs, inside Deeplearning4j
final class ResidualVertex extends BaseGraphVertex {
    private final double dropRate;
    private final Nonlinearity nonlinearity;
    /** What the backward pass needs of the nonlinearity. */
    private @Nullable Activated last;
    /** [batch, 1, 1, 1]: 0 for images that lose the branch, 1 / survival probability for the others. */
    private @Nullable INDArray survival;

    private record Activated(INDArray gate, INDArray output) {}

    ResidualVertex(
            ComputationGraph graph, String name, int index, DataType type, double dropRate, Nonlinearity nonlinearity) {
        super(graph, name, index, null, null, type);
        this.dropRate = dropRate;
        this.nonlinearity = nonlinearity;
    }

    @Override
    public INDArray doForward(boolean training, LayerWorkspaceMgr workspaces) {
        INDArray skip = inputs[0];
        INDArray branch = inputs[1];
        INDArray output = workspaces.createUninitialized(ArrayType.ACTIVATIONS, dataType, skip.shape(), 'c');
        if (training && dropRate > 0) {
            survival = drawSurvival(branch.size(0), workspaces);
            Operations.multiply(branch, survival, output);
            Operations.add(output, skip, output);
        } else {
            survival = null;
            Operations.add(skip, branch, output);
        }
        return activated(output, training, workspaces);
    }

    /** @param sum is written over */
    private INDArray activated(INDArray sum, boolean training, LayerWorkspaceMgr workspaces) {
        if (nonlinearity.multiple() != 1) {
            Operations.multiply(sum, nonlinearity.multiple(), sum);
        }
        // A vertex has no memory but that of activations, which lasts as long as the step.
        Memory memory = new Memory(workspaces, dataType);
        INDArray gate = nonlinearity.forward(sum, memory.room(sum.shape()));
        last = training ? new Activated(gate, sum) : null;
        return sum;
    }

    private INDArray drawSurvival(long batch, LayerWorkspaceMgr workspaces) {
        Random random = Nd4j.getRandom();
        INDArray drawn = workspaces.createUninitialized(ArrayType.ACTIVATIONS, dataType, new long[] {batch, 1, 1, 1});
        for (long image = 0; image < batch; image++) {
            drawn.putScalar(image, random.nextDouble() < dropRate ? 0 : 1 / (1 - dropRate));
        }
        return drawn;
    }

    @Override
    public Pair<Gradient, INDArray[]> doBackward(boolean truncated, LayerWorkspaceMgr workspaces) {
        // Two arrays even where they are equal: the graph adds to the skip's gradient in place.
        INDArray skipGradient = workspaces.dup(ArrayType.ACTIVATION_GRAD, epsilon, 'c');
        INDArray branchGradient = workspaces.dup(ArrayType.ACTIVATION_GRAD, epsilon, 'c');
        Activated forward = last;
        if (forward == null) {
            throw new IllegalStateException("backward pass without a forward pass in training mode");
        }
        INDArray sumGradient = nonlinearity.backward(forward.gate(), forward.output(), skipGradient, branchGradient);
        if (sumGradient == branchGradient) {
            if (nonlinearity.multiple() != 1) {
                Operations.multiply(branchGradient, nonlinearity.multiple(), branchGradient);
            }
            skipGradient.assign(branchGradient);
        }
        if (survival != null) {
            Operations.multiply(branchGradient, survival, branchGradient);
        }
        return new Pair<>(null, new INDArray[] {skipGradient, branchGradient});
    }

    @Override
    public void setBackpropGradientsViewArray(INDArray gradients) {
        throw new UnsupportedOperationException("a residual has no parameters");
    }

    @Override
    public @Nullable Pair<INDArray, MaskState> feedForwardMaskArrays(INDArray[] masks, MaskState state, int batchSize) {
        return null;
    }

    @Override
    public boolean hasLayer() {
        return false;
    }

    @Override
    public @Nullable Layer getLayer() {
        return null;
    }

    @Override
    public void clear() {
        super.clear();
        survival = null;
        last = null;
    }

    @Override
    public String toString() {
        return "Residual(dropRate=" + dropRate + ")";
    }
}
