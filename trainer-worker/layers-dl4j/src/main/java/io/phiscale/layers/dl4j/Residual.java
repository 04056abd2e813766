package io.phiscale.layers.dl4j;

import java.util.Objects;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.memory.LayerMemoryReport;
import org.deeplearning4j.nn.conf.memory.MemoryReport;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Skip connection with stochastic depth (Huang et al.): the first input plus the second, a branch that each image loses
 * with the drop rate during training, and that is divided by its survival probability where it stays. What follows the sum
 * is ReLU, ReLU6, SiLU or nothing.
 */
public final class Residual extends GraphVertex {
    private double dropRate;
    private String activation = Nonlinearity.IDENTITY.name();

    /** For Deeplearning4j, which fills in the fields from JSON. */
    Residual() {}

    /** @param dropRate from 0, which always keeps the branch, to below 1 */
    public Residual(double dropRate) {
        if (!(dropRate >= 0 && dropRate < 1)) {
            throw new IllegalArgumentException("drop rate " + dropRate + " is not from 0 to below 1");
        }
        this.dropRate = dropRate;
    }

    /** @param activation that follows the sum, as {@link NormalizedConvolution#with} takes it */
    public Residual(double dropRate, IActivation activation) {
        this(dropRate);
        this.activation = Nonlinearity.of(activation).name();
    }

    /** IDENTITY, RELU, RELU6 or SILU. */
    public String getActivation() {
        return activation;
    }

    public double getDropRate() {
        return dropRate;
    }

    @Override
    public org.deeplearning4j.nn.graph.vertex.GraphVertex instantiate(
            ComputationGraph graph, String name, int index, INDArray parameters, boolean initialize, DataType type) {
        return new ResidualVertex(graph, name, index, type, dropRate, Nonlinearity.valueOf(activation));
    }

    @Override
    public InputType getOutputType(int index, InputType... inputs) {
        if (inputs.length != 2 || !inputs[0].equals(inputs[1])) {
            throw new IllegalStateException("a residual adds two equal shapes, and got " + java.util.List.of(inputs));
        }
        return inputs[0];
    }

    @Override
    public MemoryReport getMemoryReport(InputType... inputs) {
        return new LayerMemoryReport.Builder(null, Residual.class, inputs[0], inputs[0])
                .standardMemory(0, 0)
                .workingMemory(0, 0, 0, inputs[0].arrayElementsPerExample())
                .cacheMemory(0, 0)
                .build();
    }

    @Override
    public long numParams(boolean backprop) {
        return 0;
    }

    @Override
    public int minVertexInputs() {
        return 2;
    }

    @Override
    public int maxVertexInputs() {
        return 2;
    }

    @Override
    public Residual clone() {
        Residual clone = new Residual(dropRate);
        clone.activation = activation;
        return clone;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Residual that && dropRate == that.dropRate && activation.equals(that.activation);
    }

    @Override
    public int hashCode() {
        return Objects.hash(dropRate, activation);
    }
}
